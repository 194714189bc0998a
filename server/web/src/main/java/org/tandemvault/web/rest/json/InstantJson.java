package org.tandemvault.web.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import org.tandemvault.web.rest.Instants;

/** Instants in JSON: ISO 8601 text, no numbers. */
final class InstantJson {

  private InstantJson() {}

  static SimpleModule module() {
    var module = new SimpleModule("instant");
    module.addDeserializer(Instant.class, new Reading());
    module.addSerializer(Instant.class, new Writing());
    return module;
  }

  private static final class Reading extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw context.wrongTokenException(in, Instant.class, JsonToken.VALUE_STRING, "not text");
      }
      return Instants.parse(in.getText())
          .orElseThrow(() -> context.weirdStringException("", Instant.class, "not an instant"));
    }
  }

  private static final class Writing extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(at.toString());
    }
  }
}
