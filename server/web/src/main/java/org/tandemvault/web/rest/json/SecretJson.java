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
import java.util.Arrays;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/** Secrets in JSON: read from and written as characters, never as a {@code String}. */
final class SecretJson {

  private SecretJson() {}

  static SimpleModule module() {
    var module = new SimpleModule("secret");
    module.addDeserializer(Secret.class, new Reading());
    module.addSerializer(Secret.class, new Writing());
    return module;
  }

  private static final class Reading extends JsonDeserializer<Secret> {
    @Override
    public Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw context.wrongTokenException(in, Secret.class, JsonToken.VALUE_STRING, "not a string");
      }
      int from = in.getTextOffset();
      char[] text = Arrays.copyOfRange(in.getTextCharacters(), from, from + in.getTextLength());
      try {
        return Secret.ofChars(text);
      } catch (InvalidSecretException e) {
        throw context.weirdStringException("", Secret.class, "not well-formed Unicode");
      } finally {
        Arrays.fill(text, '\0');
      }
    }
  }

  /** Writes and closes: a secret that is told is not needed any more. */
  private static final class Writing extends JsonSerializer<Secret> {
    @Override
    public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      char[] text = secret.copyChars();
      try {
        out.writeString(text, 0, text.length);
      } finally {
        Arrays.fill(text, '\0');
        secret.close();
      }
    }
  }
}
