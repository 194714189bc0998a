package org.tandemvault.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;

/** The public answers about health: a word per check, nothing that is secret. */
final class HealthAnswers {

  private static final Map<Boolean, String> WORDS = Map.of(true, "UP", false, "DOWN");

  private final Readiness readiness;
  private final HaStatusSource ha;
  private final ObjectMapper json;

  HealthAnswers(Readiness readiness, HaStatusSource ha, ObjectMapper json) {
    this.readiness = readiness;
    this.ha = ha;
    this.json = json;
  }

  /** The process runs: it answered. */
  GetServlet.Text live(HttpServletRequest request) {
    return text(true, Map.of());
  }

  /** Whether reads can be served; 503 if not. */
  GetServlet.Text ready(HttpServletRequest request) {
    return checked(Readiness.State::reads, false);
  }

  /** Whether this is the primary and takes writes; 503 if not. */
  GetServlet.Text active(HttpServletRequest request) {
    return checked(Readiness.State::writes, true);
  }

  private GetServlet.Text checked(Predicate<Readiness.State> enough, boolean writes) {
    Readiness.State state = readiness.state();
    var checks = new LinkedHashMap<String, String>();
    checks.put("database", WORDS.get(state.database()));
    checks.put("audit", WORDS.get(state.audit()));
    if (writes) {
      checks.put("primary", WORDS.get(state.primary()));
    }
    return text(enough.test(state), checks);
  }

  private GetServlet.Text text(boolean up, Map<String, String> checks) {
    try {
      byte[] body = json.writeValueAsBytes(health(up, checks));
      return new GetServlet.Text(up ? 200 : 503, "application/json", body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("two words are always JSON", e);
    }
  }

  private Health health(boolean up, Map<String, String> checks) {
    HaStatus now = ha.status();
    return new Health(WORDS.get(up), checks, now.haStatus().word(), now.replicationStatus().word());
  }

  private record Health(
      String status, Map<String, String> checks, String haStatus, String replicationStatus) {}
}
