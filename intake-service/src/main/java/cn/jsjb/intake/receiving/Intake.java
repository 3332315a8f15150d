package cn.jsjb.intake.receiving;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Problem;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.locating.Locator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From bytes to a verdict, the same for every way in. */
@Singleton
public class Intake {
  /** One request, as bytes; 10,000 characters, escaped as widely as JSON allows, stay below it. */
  static final int LARGEST = 512 * 1024;
  private static final ObjectReader READER = EventTypes.JSON.readerFor(NewComplaint.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Receiving receiving = new Receiving(Catalogue.get(), new Classifier(Catalogue.get()), new Locator(Catalogue.get()));
  private final Clock clock;

  public Intake(Clock clock) { this.clock = clock; }

  Receiving.Verdict judge(byte[] json) { return judge(json, 0, json == null ? 0 : json.length); }

  Receiving.Verdict judge(byte[] json, int from, int length) { return read(json, from, length, this::judge); }

  private static Receiving.Verdict read(byte[] json, int from, int length, Function<NewComplaint, Receiving.Verdict> judge) {
    if (length > LARGEST) {
      return new Receiving.Rejected(null, new Refusal(Reason.TOO_LARGE, LARGEST / 1024 + " KB"));
    }
    if (length == 0) {
      return new Receiving.Rejected(null, new Refusal(Reason.MALFORMED, "JSON"));
    }
    try {
      return judge.apply(READER.<NewComplaint>readValue(json, from, length));
    } catch (JsonProcessingException e) {
      return rejected(e);
    } catch (IOException e) {
      return new Receiving.Rejected(null, new Refusal(Reason.MALFORMED, "JSON"));
    }
  }

  /** From a channel: it may bring a request, and decide nothing about it (domain 2.1, A2). */
  Receiving.Verdict judge(NewComplaint request) {
    return request != null && request.disposition() != null ? new Receiving.Rejected("disposition", new Refusal(Reason.ROLE_MISSING)) : receiving.decide(request, clock.instant());
  }

  /** From an operator, who may have decided during the call. */
  Receiving.Verdict judgeOfOperator(byte[] json) {
    return read(json, 0, json == null ? 0 : json.length, request -> receiving.decide(request, clock.instant()));
  }

  Receiving.Verdict judge(JsonNode data, String messageId) {
    try {
      NewComplaint request = READER.readValue(data);
      return judge(request == null ? null : request.orMessageId(messageId));
    } catch (JsonProcessingException e) {
      return rejected(e);
    } catch (IOException e) {
      return new Receiving.Rejected(null, new Refusal(Reason.MALFORMED, "JSON"));
    }
  }

  /** A value that does not fit its field names the field; the rest is no JSON. The input is not repeated: it may be a person's words. */
  static Receiving.Rejected rejected(JsonProcessingException e) {
    String place = e.getLocation() == null ? "JSON" : "JSON line %d column %d".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String field = !(e instanceof JsonMappingException mapping) ? "" : mapping.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[%d]".formatted(r.getIndex()) : "." + r.getFieldName()).collect(Collectors.joining()).replaceFirst("^\\.", "");
    return field.isEmpty() || !(e instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException) ? new Receiving.Rejected(null, new Refusal(Reason.MALFORMED, place))
        : new Receiving.Rejected(field, new Refusal(Reason.FIELD_INVALID, field, place));
  }

  static Problem problem(Receiving.Rejected rejected) { return (Problem) Problem.response(rejected.refusal(), rejected.field()).getEntity(); }
}
