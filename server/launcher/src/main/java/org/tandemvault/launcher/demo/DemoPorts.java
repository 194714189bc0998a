package org.tandemvault.launcher.demo;

/** The ports of the demo's primary; 0 leaves a folder's ports as they are. */
record DemoPorts(int https, int database) {
  static final int USUAL_HTTPS = 7272;
  static final int USUAL_DATABASE = 2345;
}
