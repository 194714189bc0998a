package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall.Argument;
import org.tandemvault.db.replication.sqlserver.tsql.Value;

/** Calls made wrong in every way that the documentation can tell. */
final class CallMutations {
  private static final List<Place> PLACES =
      List.of(
          Place.MASTER,
          Place.MSDB,
          Place.distribution("distribution"),
          Place.publication("vault"),
          Place.subscription("vault"));

  private final ProcedureCatalogue catalogue;

  CallMutations(ProcedureCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  enum Kind {
    PROCEDURE,
    SCHEMA,
    PARAMETER,
    GIVEN_TWICE,
    REQUIRED,
    VALUE,
    TYPE,
    DATABASE
  }

  record Mutant(Kind kind, ProcedureCall call) {}

  List<Mutant> of(ProcedureCall call) {
    List<Mutant> all = new ArrayList<>();
    all.add(
        new Mutant(
            Kind.PROCEDURE,
            new ProcedureCall(
                call.place(), call.schema(), call.procedure() + "s", call.arguments())));
    all.add(
        new Mutant(
            Kind.SCHEMA,
            new ProcedureCall(call.place(), "db", call.procedure(), call.arguments())));
    for (int i = 0; i < call.arguments().size(); i++) {
      argument(call, i, all);
    }
    for (Place place : PLACES) {
      if (!catalogue.runsIn(call.procedure(), place)) {
        String schema = place.equals(Place.MSDB) ? "dbo" : "sys";
        all.add(
            new Mutant(
                Kind.DATABASE,
                new ProcedureCall(place, schema, call.procedure(), call.arguments())));
      }
    }
    return all;
  }

  private void argument(ProcedureCall call, int at, List<Mutant> all) {
    Argument argument = call.arguments().get(at);
    String name = argument.name();
    all.add(new Mutant(Kind.PARAMETER, with(call, at, new Argument(name + "_", argument.value()))));
    List<Argument> twice = new ArrayList<>(call.arguments());
    twice.add(argument);
    all.add(new Mutant(Kind.GIVEN_TWICE, with(call, twice)));
    if (catalogue.requires(call.procedure(), name)) {
      List<Argument> fewer = new ArrayList<>(call.arguments());
      fewer.remove(at);
      all.add(new Mutant(Kind.REQUIRED, with(call, fewer)));
    }
    if (argument.value() instanceof Value.Number) {
      all.add(new Mutant(Kind.TYPE, with(call, at, new Argument(name, Value.text("often")))));
    }
    if (argument.value() instanceof Value.Text && catalogue.lists(call.procedure(), name)) {
      all.add(new Mutant(Kind.VALUE, with(call, at, new Argument(name, Value.text("sometimes")))));
    }
  }

  private static ProcedureCall with(ProcedureCall call, int at, Argument argument) {
    List<Argument> others = new ArrayList<>(call.arguments());
    others.set(at, argument);
    return with(call, others);
  }

  private static ProcedureCall with(ProcedureCall call, List<Argument> arguments) {
    return new ProcedureCall(call.place(), call.schema(), call.procedure(), arguments);
  }
}
