package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.function.Supplier;
import org.tandemvault.crypto.Secret;

/** What is given for one parameter. */
public sealed interface Value {

  /** As it is printed: a secret is masked. */
  String shown();

  /** As it is sent: a secret is a place that is bound. */
  default String sent() {
    return shown();
  }

  /** The bare value for checks; a secret tells nothing. */
  String plain();

  static Value text(String text) {
    return new Text(text);
  }

  static Value number(long number) {
    return new Number(number);
  }

  static Value bytes(String hex) {
    return new Bytes(hex);
  }

  /** The secret is asked for when the statement runs, and not before. */
  static Value hidden(Supplier<Secret> secret) {
    return new Hidden(secret);
  }

  /** {@code NULL}. */
  static Value nothing() {
    return new Nothing();
  }

  /** A Unicode text. */
  record Text(String text) implements Value {
    @Override
    public String shown() {
      return Quoted.text(text);
    }

    @Override
    public String plain() {
      return text;
    }
  }

  /** A number or a bit. */
  record Number(long number) implements Value {
    @Override
    public String shown() {
      return Long.toString(number);
    }

    @Override
    public String plain() {
      return shown();
    }
  }

  /** Bytes as a literal: a bit mask must not be given as a number. */
  record Bytes(String hex) implements Value {
    @Override
    public String shown() {
      return "0x" + hex;
    }

    @Override
    public String plain() {
      return shown();
    }
  }

  /** Nothing. */
  record Nothing() implements Value {
    @Override
    public String shown() {
      return "NULL";
    }

    @Override
    public String plain() {
      return "NULL";
    }
  }

  /** A password. */
  record Hidden(Supplier<Secret> secret) implements Value {
    @Override
    public String shown() {
      return "N'********'";
    }

    @Override
    public String sent() {
      return "?";
    }

    @Override
    public String plain() {
      return "********";
    }

    @Override
    public String toString() {
      return "Hidden[redacted]";
    }
  }
}
