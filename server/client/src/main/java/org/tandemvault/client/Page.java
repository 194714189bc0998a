package org.tandemvault.client;

import java.util.List;
import java.util.Optional;

/** A part of a list, and where the next one begins. */
record Page<T>(List<T> items, Optional<String> next) {}
