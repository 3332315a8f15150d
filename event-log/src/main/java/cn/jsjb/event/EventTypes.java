package cn.jsjb.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The register of wire names. A name is given once and never derived from a class name, so that classes may be renamed and
 * history may not. Payloads of older schema versions are upcast on reading, after they were hashed.
 */
public final class EventTypes {
  private EventTypes() {}

  /** JSON of payloads and states: camelCase, no nulls, instants as RFC 3339; unknown properties are tolerated. */
  public static final ObjectMapper JSON = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .build();

  private static final class Type {
    final String name;
    final Class<? extends ComplaintEvent> javaType;
    final ObjectReader reader;
    final ObjectWriter writer;
    final Map<Integer, UnaryOperator<ObjectNode>> upcasters = new TreeMap<>();
    int version = 1;

    Type(String name, Class<? extends ComplaintEvent> javaType) {
      this.name = name;
      this.javaType = javaType;
      this.reader = JSON.readerFor(javaType);
      this.writer = JSON.writerFor(javaType);
    }

    /** Declares that schema version {@code from + 1} exists and how a payload of version {@code from} becomes one. */
    Type upcast(int from, UnaryOperator<ObjectNode> step) {
      upcasters.put(from, step);
      version = Math.max(version, from + 1);
      return this;
    }
  }

  private static final Map<String, Type> BY_NAME = new LinkedHashMap<>();
  private static final Map<Class<?>, Type> BY_CLASS = new HashMap<>();

  static {
    register("intake.RequestReceived", IntakeEvent.RequestReceived.class);
    register("intake.TicketRegistered", IntakeEvent.TicketRegistered.class);
    register("intake.TicketReclassified", IntakeEvent.TicketReclassified.class);
    register("intake.TicketSupplemented", IntakeEvent.TicketSupplemented.class);
    register("intake.RequestUrged", IntakeEvent.RequestUrged.class);
    register("intake.RequestWithdrawn", IntakeEvent.RequestWithdrawn.class);
    register("intake.ConfidentialityRequested", IntakeEvent.ConfidentialityRequested.class);
    register("intake.SensitiveDataViewed", IntakeEvent.SensitiveDataViewed.class);
    register("intake.ClaimantErased", IntakeEvent.ClaimantErased.class);

    register("dispatch.TicketDispatched", DispatchEvent.TicketDispatched.class);
    register("dispatch.AssignmentSigned", DispatchEvent.AssignmentSigned.class);
    register("dispatch.ClaimantContacted", DispatchEvent.ClaimantContacted.class);
    register("dispatch.DispatchObjected", DispatchEvent.DispatchObjected.class);
    register("dispatch.ObjectionUpheld", DispatchEvent.ObjectionUpheld.class);
    register("dispatch.ObjectionRejected", DispatchEvent.ObjectionRejected.class);
    register("dispatch.WhistleBlown", DispatchEvent.WhistleBlown.class);
    register("dispatch.WhistleAcknowledged", DispatchEvent.WhistleAcknowledged.class);
    register("dispatch.DepartmentReported", DispatchEvent.DepartmentReported.class);
    register("dispatch.WhistleReportMissed", DispatchEvent.WhistleReportMissed.class);
    register("dispatch.WhistleClosed", DispatchEvent.WhistleClosed.class);
    register("dispatch.ResultRepliedToClaimant", DispatchEvent.ResultRepliedToClaimant.class);
    register("dispatch.ResultReportedToHotline", DispatchEvent.ResultReportedToHotline.class);
    register("dispatch.TimeLimitExtended", DispatchEvent.TimeLimitExtended.class);
    register("dispatch.SignOverdue", DispatchEvent.SignOverdue.class);
    register("dispatch.ContactOverdue", DispatchEvent.ContactOverdue.class);
    register("dispatch.FeedbackOverdue", DispatchEvent.FeedbackOverdue.class);

    register("supervision.CallbackScheduled", SupervisionEvent.CallbackScheduled.class);
    register("supervision.CallbackAttempted", SupervisionEvent.CallbackAttempted.class);
    register("supervision.CallbackCompleted", SupervisionEvent.CallbackCompleted.class);
    register("supervision.ReworkOrdered", SupervisionEvent.ReworkOrdered.class);
    register("supervision.SupervisionOrdered", SupervisionEvent.SupervisionOrdered.class);
    register("supervision.TicketClosed", SupervisionEvent.TicketClosed.class);
    register("supervision.TicketReopened", SupervisionEvent.TicketReopened.class);
  }

  private static Type register(String name, Class<? extends ComplaintEvent> javaType) {
    Type type = new Type(name, javaType);
    BY_NAME.put(name, type);
    BY_CLASS.put(javaType, type);
    return type;
  }

  /** Wire name → Java type, in the order of the register. */
  public static Map<String, Class<? extends ComplaintEvent>> all() {
    Map<String, Class<? extends ComplaintEvent>> all = new LinkedHashMap<>();
    BY_NAME.forEach((name, type) -> all.put(name, type.javaType));
    return Collections.unmodifiableMap(all);
  }

  /** Wire name of an event: {@code dispatch.WhistleBlown}. */
  public static String nameOf(ComplaintEvent event) { return BY_CLASS.get(event.getClass()).name; }

  /** The service that writes an event type: {@code /dispatch-service}. */
  public static String sourceOf(String wireName) { return "/" + wireName.substring(0, wireName.indexOf('.')) + "-service"; }

  /** Schema version in which an event is written today. */
  public static int versionOf(ComplaintEvent event) { return BY_CLASS.get(event.getClass()).version; }

  public static byte[] write(ComplaintEvent event) {
    try {
      return BY_CLASS.get(event.getClass()).writer.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event that cannot be written: " + event.getClass().getSimpleName(), e);
    }
  }

  /**
   * Reads a payload, upcasting older versions.
   *
   * @throws UnreadableEventException unknown type, a version from the future, or bytes that are not such an event
   */
  public static ComplaintEvent read(String wireName, int schemaVersion, byte[] payload) {
    Type type = BY_NAME.get(wireName);
    if (type == null) {
      throw new UnreadableEventException("unknown event type " + wireName, null);
    }
    if (schemaVersion > type.version || schemaVersion < 1) {
      throw new UnreadableEventException("%s in schema version %d; this reader knows 1 to %d".formatted(wireName, schemaVersion, type.version), null);
    }
    try {
      ComplaintEvent event;
      if (schemaVersion == type.version) {
        event = type.reader.readValue(payload);
      } else {
        ObjectNode node = (ObjectNode) JSON.readTree(payload);
        for (int from = schemaVersion; from < type.version; from++) {
          node = type.upcasters.get(from).apply(node);
        }
        event = type.reader.readValue(node);
      }
      if (event == null) {
        throw new UnreadableEventException("%s with the payload null".formatted(wireName), null);
      }
      return event;
    } catch (IOException | ClassCastException e) {
      // Jackson's message quotes the payload, which may hold a person's words: name the place only.
      throw new UnreadableEventException("%s cannot be read as schema version %d".formatted(wireName, schemaVersion), e);
    }
  }

  /** The payload of a fact does not fold: its stream is quarantined, its neighbours go on. */
  public static final class UnreadableEventException extends RuntimeException {
    UnreadableEventException(String message, Throwable cause) { super(message, cause); }
  }
}
