package org.tandemvault.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** The vault's JSON. Secrets are read and written as characters, never as a {@code String}. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule("vault")
                  .addSerializer(SecretChars.class, new SecretWriting())
                  .addDeserializer(SecretChars.class, new SecretReading())
                  .addSerializer(Instant.class, new TimeWriting())
                  .addDeserializer(Instant.class, new TimeReading()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  /** A value of this client as UTF-8, which the caller wipes if there is a secret in it. */
  public static byte[] bytes(Object value) {
    try (var out = new Wiped()) {
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, value);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] body(Map<String, ?> fields) {
    try (var out = new Wiped()) {
      MAPPER.writeValue(out, fields);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T read(Reply reply, Class<T> type) {
    return read(reply, MAPPER.constructType(type));
  }

  static <T> Page<T> page(Reply reply, Class<T> type) {
    return read(reply, MAPPER.getTypeFactory().constructParametricType(Page.class, type));
  }

  /** What there is, for looking at; nothing if it is no JSON. */
  static JsonNode tree(Reply reply) {
    try {
      return MAPPER.readTree(reply.body());
    } catch (IOException e) {
      return nothing();
    }
  }

  static JsonNode nothing() {
    return MissingNode.getInstance();
  }

  private static <T> T read(Reply reply, JavaType type) {
    try {
      return MAPPER.readValue(reply.body(), type);
    } catch (IOException e) {
      throw new UnreadableAnswerException(
          reply.server() + " answered something that is not of a vault; check the address.", e);
    }
  }

  /** Wipes its buffer at the end. */
  private static final class Wiped extends ByteArrayOutputStream {
    private static final int ROOM = 64 * 1024;

    Wiped() {
      super(ROOM);
    }

    @Override
    public void close() {
      Arrays.fill(buf, (byte) 0);
    }
  }

  private static final class SecretReading extends JsonDeserializer<SecretChars> {
    @Override
    public SecretChars deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw context.wrongTokenException(
            in, SecretChars.class, JsonToken.VALUE_STRING, "not a string");
      }
      int from = in.getTextOffset();
      char[] text = Arrays.copyOfRange(in.getTextCharacters(), from, from + in.getTextLength());
      try {
        return SecretChars.of(text);
      } finally {
        Arrays.fill(text, '\0');
      }
    }
  }

  private static final class SecretWriting extends JsonSerializer<SecretChars> {
    @Override
    public void serialize(SecretChars secret, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      char[] text = secret.use(char[]::clone);
      try {
        out.writeString(text, 0, text.length);
      } finally {
        Arrays.fill(text, '\0');
      }
    }
  }

  private static final class TimeReading extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return Instant.parse(in.getText());
      } catch (DateTimeException e) {
        throw context.weirdStringException(in.getText(), Instant.class, "not a time");
      }
    }
  }

  private static final class TimeWriting extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(time.toString());
    }
  }
}
