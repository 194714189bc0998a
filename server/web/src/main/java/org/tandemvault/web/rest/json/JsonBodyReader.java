package org.tandemvault.web.rest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.core.shared.Violation;

/** Reads request bodies, which are all records. Thread-safe. */
@Consumes(MediaType.WILDCARD)
public final class JsonBodyReader implements MessageBodyReader<Record> {

  private final ObjectMapper mapper;
  private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

  public JsonBodyReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
    return type.isRecord();
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type generic,
      Annotation[] on,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    var in = new PushbackInputStream(body);
    int first = in.read();
    if (first < 0 && type.isAnnotationPresent(EmptyBodyAllowed.class)) {
      return read(type, InputStream.nullInputStream(), true);
    }
    if (first >= 0) {
      in.unread(first);
    }
    return read(type, in, false);
  }

  private Record read(Class<Record> type, InputStream in, boolean empty) throws IOException {
    ObjectReader reader = readers.computeIfAbsent(type, mapper::readerFor);
    try {
      Record body = empty ? reader.readValue("{}") : reader.readValue(in);
      if (body == null) {
        throw new BadJsonException("The body must be a JSON object, not null.", List.of());
      }
      return body;
    } catch (JsonProcessingException e) {
      throw refusal(e);
    }
  }

  private static RuntimeException refusal(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof VaultException known) {
        return known;
      }
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = path(mapping.getPath());
      String rule =
          e instanceof UnrecognizedPropertyException
              ? "is not a field of this request"
              : "has the wrong type or form";
      return new BadJsonException(
          "The field " + field + " " + rule + ".", List.of(new Violation(field, rule)));
    }
    return new BadJsonException(
        "The body is not the JSON object that this call takes" + place(e) + ".", List.of());
  }

  private static String path(List<JsonMappingException.Reference> path) {
    var text = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(printable(step.getFieldName()));
      }
    }
    return text.toString();
  }

  private static String printable(String name) {
    String cut = name.length() > 60 ? name.substring(0, 60) : name;
    return cut.replaceAll("[^\\p{L}\\p{N}_. -]", "?");
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : ": look at line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr();
  }
}
