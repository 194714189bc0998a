package org.tandemvault.db.move;

/** Is told how far it is. */
public interface MoveProgress {

  /** Something that an administrator should know, and the move goes on without. */
  void warned(String warning);

  /** So many rows of the table are there, of so many. */
  void copied(String table, long rows, long all);

  /** The table is there and the same. */
  void verified(String table, long rows, String digest);
}
