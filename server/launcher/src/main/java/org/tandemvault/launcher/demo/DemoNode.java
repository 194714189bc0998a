package org.tandemvault.launcher.demo;

/** The demo's nodes; each name is also the node's id and its folder's name. */
enum DemoNode {
  primary,
  standby;

  DemoNode other() {
    return this == primary ? standby : primary;
  }
}
