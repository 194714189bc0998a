package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tandemvault.crypto.Secret;

/** A call of one of the server's own procedures, all parameters by name. */
public record ProcedureCall(Place place, String schema, String procedure, List<Argument> arguments)
    implements Statement {

  /** One parameter; {@code name} begins with an at sign. */
  public record Argument(String name, Value value) {}

  public ProcedureCall {
    arguments = List.copyOf(arguments);
  }

  /** A procedure of the schema {@code sys}. */
  static ProcedureCall sys(Place place, String procedure) {
    return new ProcedureCall(place, "sys", procedure, List.of());
  }

  /** A procedure of SQL Server Agent. */
  static ProcedureCall msdb(String procedure) {
    return new ProcedureCall(Place.MSDB, "dbo", procedure, List.of());
  }

  ProcedureCall with(String name, Value value) {
    List<Argument> more = new ArrayList<>(arguments);
    more.add(new Argument("@" + name, value));
    return new ProcedureCall(place, schema, procedure, more);
  }

  ProcedureCall with(String name, String text) {
    return with(name, Value.text(text));
  }

  ProcedureCall with(String name, long number) {
    return with(name, Value.number(number));
  }

  /** What is given for a parameter, e.g. {@code @publication}. */
  public Optional<String> plain(String name) {
    return arguments.stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .map(a -> a.value().plain());
  }

  @Override
  public String shown() {
    return text(Value::shown);
  }

  @Override
  public String sent() {
    return text(Value::sent);
  }

  @Override
  public List<Supplier<Secret>> secrets() {
    return arguments.stream()
        .map(Argument::value)
        .filter(Value.Hidden.class::isInstance)
        .map(v -> ((Value.Hidden) v).secret())
        .toList();
  }

  private String text(Function<Value, String> each) {
    return arguments.stream()
        .map(a -> a.name() + " = " + each.apply(a.value()))
        .collect(Collectors.joining(", ", "EXEC " + schema + "." + procedure + " ", ""))
        .strip();
  }
}
