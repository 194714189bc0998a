package org.tandemvault.web.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.ha.Challenge.Question;
import org.tandemvault.core.ha.PeerAnswer;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Figures;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationState;

/**
 * What nodes say to each other, as JSON. A field that one side does not know is skipped, so that
 * nodes of two releases understand each other. Thread-safe.
 */
final class PeerWords {

  private static final int LONGEST_REASON = 2_000;
  private static final int DEEPEST = 8;

  private final ObjectMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** A question on the wire. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Asked(long nonce, byte[] sealed) {}

  /**
   * An answer on the wire.
   *
   * @param epoch missing from a release that knew no promotion
   * @param proof empty if the canary could not be opened
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Told(
      String node,
      NodeRole role,
      String clock,
      long beatNow,
      Map<String, Long> seen,
      List<End> ends,
      boolean serves,
      Optional<Long> epoch,
      byte[] proof) {}

  /** One end of a channel on the wire. */
  record End(
      String standby,
      ReplicationChannel.Direction direction,
      ReplicationEnd.Side side,
      ReplicationState state,
      boolean endangered,
      String reason,
      String remedy) {

    static End of(ReplicationEnd end) {
      Finding finding = end.finding();
      return new End(
          end.channel().standby().value(),
          end.channel().direction(),
          end.side(),
          finding.state(),
          finding.endangered(),
          finding.reason(),
          finding.remedy());
    }

    ReplicationEnd end() {
      var none =
          new Figures(
              OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), 0);
      return new ReplicationEnd(
          new ReplicationChannel(new NodeId(standby), direction),
          side,
          new Finding(state, endangered, shortened(reason), shortened(remedy)),
          none);
    }
  }

  byte[] write(Question question) throws IOException {
    return json.writeValueAsBytes(new Asked(question.nonce(), question.sealed()));
  }

  Question question(byte[] message) throws IOException {
    Asked asked = json.readValue(message, Asked.class);
    return new Question(asked.nonce(), asked.sealed());
  }

  byte[] write(PeerAnswer answer) throws IOException {
    Map<String, Long> seen = new HashMap<>();
    answer.view().seen().forEach((node, counter) -> seen.put(node.value(), counter));
    return json.writeValueAsBytes(
        new Told(
            answer.node().value(),
            answer.role(),
            answer.view().clock().toString(),
            answer.view().beatNow(),
            seen,
            answer.view().ends().stream().map(End::of).toList(),
            answer.view().serves(),
            Optional.of(answer.view().epoch()),
            answer.proof()));
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if it is none
   */
  PeerAnswer answer(byte[] message) throws IOException {
    Told told = json.readValue(message, Told.class);
    try {
      Map<NodeId, Long> seen = new HashMap<>();
      told.seen().forEach((node, counter) -> seen.put(new NodeId(node), counter));
      var view =
          new PeerAnswer.View(
              Instant.parse(told.clock()),
              told.beatNow(),
              seen,
              told.ends().stream().map(End::end).toList(),
              told.serves(),
              told.epoch().orElse(0L));
      return new PeerAnswer(new NodeId(told.node()), told.role(), view, told.proof());
    } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
      throw new IOException("not an answer of a node", e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
  }
}
