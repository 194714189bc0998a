package org.tandemvault.conf;

/**
 * One key with its value, and the lines it takes in the file.
 *
 * @param firstLine counted from 1
 * @param lastLine the same as the first unless the value goes on over several lines
 */
record ConfEntry(String key, String value, int firstLine, int lastLine) {}
