package org.tandemvault.db.keys;

/**
 * How far an order is.
 *
 * @param order the id of the order
 * @param told one line for the person who asked; nothing secret
 */
public record KeyAnswer(String order, State state, String told) {

  /** How far it is. */
  public enum State {
    /** It is being carried out; what is told is the progress. */
    WORKING,
    /** It is carried out. */
    DONE,
    /** It is carried out, but some values do not open and stay as they are. */
    DAMAGED,
    /** This node may not do it. */
    READ_ONLY,
    /** A key does not fit the database. */
    WRONG_KEY,
    /** A file can't be used. */
    REFUSED
  }

  /** Whether nothing more will come. */
  public boolean isFinal() {
    return state != State.WORKING;
  }
}
