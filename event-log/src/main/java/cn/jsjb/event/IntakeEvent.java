package cn.jsjb.event;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import java.time.Instant;
import java.util.List;

/** What intake-service can say about a complaint. */
public sealed interface IntakeEvent extends ComplaintEvent {

  /**
   * 受理: a request came in from a channel. The first fact of every complaint; written without a database.
   *
   * @param title may be null when {@code content} is given, and the other way round
   * @param content the raw words; null when the request is confidential (then they are inside the box)
   * @param place the place as the channel gave it, unverified
   * @param calledAt when the claimant called or wrote (来电时间)
   * @param category category proposed by the channel, or null
   */
  record RequestReceived(String ticketNo, String channel, String channelMessageId, RequestType requestType, String title,
      String content, Place place, Instant calledAt, String category, String reportedParty, List<Attachment> attachments,
      Claimant claimant) implements IntakeEvent {}

  /**
   * 登记: the request has a category, a grade and a place, and waits for dispatch. Every proposal says how sure it is, which words
   * led to it and which version of the rules decided.
   */
  record TicketRegistered(RequestType requestType, Classification classification, Location location) implements IntakeEvent {}

  /** 改分类: a person corrected category, problem, grade or place; before dispatch it steers it, afterwards it steers the statistics. */
  record TicketReclassified(RequestType requestType, Classification classification, Location location, String reason) implements IntakeEvent {}

  /** 补充: the claimant or an operator added words or attachments. */
  record TicketSupplemented(String text, List<Attachment> attachments) implements IntakeEvent {}

  /** 催办 by the claimant. */
  record RequestUrged(String text) implements IntakeEvent {}

  /** 撤诉: the claimant takes the request back. */
  record RequestWithdrawn(String reason) implements IntakeEvent {}

  /** 保密: from now on the claimant is masked for everybody who handles the ticket. Only ever widens. */
  record ConfidentialityRequested(String scope) implements IntakeEvent {}

  /** A person's data was shown to a person (rule P7): who is the actor, {@code reason} says why. Written before the data is given out. */
  record SensitiveDataViewed(List<String> fields, String reason) implements IntakeEvent {}

  /** The claimant's key was destroyed; what the box held cannot be read by anybody any more. */
  record ClaimantErased(String reason) implements IntakeEvent {}

  /**
   * @param category six digits of the category list (three levels)
   * @param problemId one of the year's problems ({@code MT2021-P07}), or null
   * @param confidence 0…1 of the category
   * @param words the words of the text that led to it
   * @param version version of the catalogue that decided
   */
  record Classification(String category, String problemId, Grade grade, double confidence, List<String> words, String version) {}

  /**
   * @param place the place with the codes that were found; a code is null where the text does not say
   * @param confidence 0…1 of the finest code
   * @param candidates codes between which the text does not decide; empty when it names one place or none
   */
  record Location(Place place, double confidence, List<String> candidates, List<String> words, String version) {
    public Location {
      candidates = candidates == null ? List.of() : candidates;
    }

    public Location(Place place, double confidence, List<String> words, String version) { this(place, confidence, List.of(), words, version); }
  }

  /**
   * 诉求人 as the log may know him: nothing that a reader without the key could use.
   *
   * @param box name, phone and, for a confidential request, the words; null for an anonymous request without any
   * @param phoneHash HMAC of the normalised phone number, for repeat callers; null when there is none
   * @param lastFourHash HMAC of complaint id and last four digits, for the progress page
   */
  record Claimant(boolean anonymous, boolean confidential, SealedBox box, String phoneHash, String lastFourHash) {
    public static final Claimant UNKNOWN = new Claimant(true, false, null, null, null);
  }

  /** @param sha256 content hash, 64 hex digits: the name under which the content is stored */
  record Attachment(String name, String mediaType, long size, String sha256) {}
}
