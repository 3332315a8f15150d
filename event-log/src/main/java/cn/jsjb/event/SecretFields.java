package cn.jsjb.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which fields of a complaint's events are not for everybody: one list, by which its history is hidden. A field is hidden with all that is in it: a text, a list, an object. What
 * intake-service shows of its own state it hides by itself; its test holds that against this list. Every text of every event is decided about in {@code texts-of-events.txt}.
 */
public final class SecretFields {
  public static final String MASK = "＊＊＊";

  /** What is sealed, and what would allow to recognise a caller: shown to nobody. */
  public static final Set<String> PERSON = Set.of("box", "phoneHash", "lastFourHash", "tokenHash");

  /**
   * Where the claimant's words stand, or words that may repeat them: what was answered, asked, done or found at his place, who else lives or has a part there. Hidden when the request is
   * confidential (保密). {@code name} is that of a file, which may tell whose it is; {@code words} are those of the text that led to a category or a place. Open are codes, and what
   * officials say about each other and about the way of the ticket: grounds, reasons, opinions.
   */
  public static final Set<String> WORDS = Set.of("title", "content", "answers", "text", "note", "address", "question", "answer", "name", "words", "reasons",
      "matter", "meetAt", "part", "what", "facts", "advice", "explanation", "description", "summary", "progress", "decision", "tasks", "opinions", "terms",
      "innocent", "atFault", "unlawful", "wrongdoer", "served", "covered", "excluded", "parties", "party", "interviewed");

  /** Words under a name that elsewhere is a code, a number or an official's: {@code type.field}. */
  private static final Set<String> WORDS_HERE = Set.of("intake.RequestWithdrawn.reason", "intake.AbuseWarned.evidence", "intake.AbuseRestricted.evidence",
      "dispatch.ConsultationConcluded.minutes", "dispatch.WhistleTaskDone.result", "dispatch.TolerantHandlingStarted.owner", "dispatch.AppointmentMade.place", "dispatch.FieldVisitRecorded.place",
      "dispatch.MediationHeld.outcome", "dispatch.JointInterviewHeld.outcome", "supervision.CallbackCompleted.person", "supervision.AssessmentAppealed.ground");

  private static final byte[][] PERSON_BYTES = PERSON.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

  private SecretFields() {}

  /** @param type of the event, {@code intake.RequestReceived} */
  public static boolean isWords(String type, String field) { return WORDS.contains(field) || WORDS_HERE.contains(type + "." + field); }

  /** {@link #WORDS} in the order of their names. */
  public static List<String> words() { return WORDS.stream().sorted().toList(); }

  /** The same as it may be shown; changes what it is given. @param words whether the claimant's own words are hidden too */
  public static JsonNode mask(String type, JsonNode payload, boolean words) {
    if (payload instanceof ObjectNode object) {
      object.properties().forEach(field -> {
        boolean isHidden = PERSON.contains(field.getKey()) || words && isWords(type, field.getKey());
        if (isHidden && !field.getValue().isNull()) {
          field.setValue(TextNode.valueOf(MASK));
        } else {
          mask(type, field.getValue(), words);
        }
      });
    } else if (payload instanceof ArrayNode array) {
      array.forEach(item -> mask(type, item, words));
    }
    return payload;
  }

  /** Whether the UTF-8 from here to there is a name whose value is always hidden. */
  public static boolean isPerson(byte[] json, int from, int to) {
    for (byte[] name : PERSON_BYTES) {
      if (Arrays.equals(json, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }
}
