package org.tandemvault.db.replication.sqlserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tandemvault.db.replication.sqlserver.tsql.DatabaseClass;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall.Argument;
import org.tandemvault.db.replication.sqlserver.tsql.Value;

/** The documented procedures: their names, parameters, values and databases. */
final class ProcedureCatalogue {
  private static final List<String> FILES = List.of("procedures.json", "procedures-more.json");
  private static final Set<String> COMMANDS = Set.of("@ins_cmd", "@del_cmd", "@upd_cmd");

  private final Map<String, JsonNode> procedures = new TreeMap<>();

  ProcedureCatalogue() {
    for (String file : FILES) {
      try (InputStream in = ProcedureCatalogue.class.getResourceAsStream(file)) {
        for (JsonNode each : new ObjectMapper().readTree(in).get("procedures")) {
          procedures.put(each.get("name").asText(), each);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  boolean knows(String procedure) {
    return procedures.containsKey(procedure);
  }

  Set<String> parametersOf(String procedure) {
    Set<String> all = new HashSet<>();
    procedures.get(procedure).get("parameters").forEach(p -> all.add(p.get("name").asText()));
    return all;
  }

  boolean requires(String procedure, String parameter) {
    return parameter(procedure, parameter).path("required").asBoolean();
  }

  /** Whether the page lists the values that it may have. */
  boolean lists(String procedure, String parameter) {
    return !allowed(parameter(procedure, parameter).path("allowed").asText("")).isEmpty();
  }

  boolean runsIn(String procedure, Place place) {
    String here = place.kind().name().toLowerCase(Locale.ROOT);
    Set<String> classes = new HashSet<>();
    procedures.get(procedure).get("database_class").forEach(c -> classes.add(c.asText()));
    return classes.contains("any") || classes.contains(here);
  }

  private JsonNode parameter(String procedure, String name) {
    for (JsonNode each : procedures.get(procedure).get("parameters")) {
      if (each.get("name").asText().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(procedure + " " + name);
  }

  /** What is wrong with a call by the documentation; empty if nothing. */
  List<String> problems(ProcedureCall call) {
    JsonNode procedure = procedures.get(call.procedure());
    if (procedure == null) {
      return List.of("There is no procedure " + call.procedure());
    }
    List<String> problems = new ArrayList<>();
    place(call, procedure, problems);
    Map<String, JsonNode> parameters = new TreeMap<>();
    procedure.get("parameters").forEach(p -> parameters.put(p.get("name").asText(), p));
    Set<String> given = new HashSet<>();
    for (Argument argument : call.arguments()) {
      JsonNode parameter = parameters.get(argument.name());
      if (parameter == null) {
        problems.add(call.procedure() + " has no parameter " + argument.name());
      } else {
        value(call, argument, parameter, problems);
      }
      if (!given.add(argument.name())) {
        problems.add(argument.name() + " is given twice");
      }
    }
    parameters.forEach(
        (name, node) -> {
          if (node.path("required").asBoolean() && !given.contains(name)) {
            problems.add(call.procedure() + " needs " + name);
          }
        });
    return problems;
  }

  private void place(ProcedureCall call, JsonNode procedure, List<String> problems) {
    if (!runsIn(call.procedure(), call.place())) {
      problems.add(
          call.procedure()
              + " runs in "
              + procedure.get("database_class")
              + ", not in "
              + call.place().kind());
    }
    boolean msdb = call.place().kind() == DatabaseClass.MSDB;
    if (!call.schema().equals(msdb ? "dbo" : "sys")) {
      problems.add(call.procedure() + " is not in the schema " + call.schema());
    }
  }

  private static void value(
      ProcedureCall call, Argument argument, JsonNode parameter, List<String> problems) {
    String plain = argument.value().plain();
    String what = call.procedure() + " " + argument.name() + " = " + plain;
    type(argument.value(), parameter.path("type").asText(""), what, problems);
    Set<String> allowed = allowed(parameter.path("allowed").asText(""));
    boolean hidden = argument.value() instanceof Value.Hidden;
    if (!hidden && !allowed.isEmpty() && !allowed.contains(plain)) {
      problems.add(what + " is none of " + allowed);
    }
    if (COMMANDS.contains(argument.name())
        && !plain.matches("NONE|(CALL|SCALL|MCALL|XCALL) \\[dbo]\\.\\[\\w+]")) {
      problems.add(what + " is no command");
    }
    if (argument.name().equals("@filter_clause")
        && plain.toUpperCase(Locale.ROOT).contains("WHERE")) {
      problems.add(what + " has the word WHERE");
    }
  }

  private static void type(Value value, String type, String what, List<String> problems) {
    boolean number = type.matches("int|bit|smallint|tinyint|bigint");
    switch (value) {
      case Value.Number n when !number -> problems.add(what + " is a number for " + type);
      case Value.Text t when number -> problems.add(what + " is a text for " + type);
      case Value.Text t when type.startsWith("varbinary") ->
          problems.add(what + " is a text for " + type);
      case Value.Text t -> length(t, type, what, problems);
      case Value.Bytes b when !type.startsWith("varbinary") ->
          problems.add(what + " are bytes for " + type);
      default -> {}
    }
  }

  private static void length(Value.Text text, String type, String what, List<String> problems) {
    int longest =
        type.equals("sysname")
            ? 128
            : type.matches(".*\\(\\d+\\)")
                ? Integer.parseInt(type.replaceAll("\\D", ""))
                : Integer.MAX_VALUE;
    if (text.text().length() > longest) {
      problems.add(what + " is longer than " + type);
    }
  }

  /** The values, where the page lists them: words, or numbers with what they mean. */
  private static Set<String> allowed(String text) {
    if (text.matches("(-?\\w+ = [^,]+(, (?=-?\\w+ = ))?)+")) {
      return values(text.split(", (?=-?\\w+ = )", -1));
    }
    if (text.matches("[\\w ]+(, [\\w ]+)+( \\(= [^)]*\\))?")
        && !text.startsWith("article name")
        && !text.startsWith("name, all")) {
      return values(text.replaceAll(" \\(=.*", "").split(", ", -1));
    }
    if (text.startsWith("none (deprecated), ")) {
      return values(text.substring("none (deprecated), ".length()).split(", ", -1));
    }
    return text.equals("false") ? Set.of("false") : Set.of();
  }

  private static Set<String> values(String[] words) {
    return Arrays.stream(words)
        .map(w -> w.replaceAll(" = .*", "").strip())
        .collect(Collectors.toSet());
  }
}
