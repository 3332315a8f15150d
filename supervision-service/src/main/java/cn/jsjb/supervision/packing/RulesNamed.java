package cn.jsjb.supervision.packing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.SupervisionEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The excerpts of the catalogue that facts name by version: what decided, as it stood. A version says nothing without its book, and which book that is, the fact says. Of most books
 * only the version in force is carried: one that has been replaced since is named, and said to be missing.
 */
public final class RulesNamed {
  private RulesNamed() {}

  /** @param entry of the book, where the version is that of an entry; else null */
  record Named(String book, String entry, String version) {
    String file() { return "%s%s@%s.json".formatted(safe(book), entry == null ? "" : "-" + safe(entry), safe(version)); }

    private static String safe(String name) { return name.replaceAll("[^A-Za-z0-9._+-]", "_"); }
  }

  /** @return {@code limits@2021.1.json} → the version as it stands in the book, or that the catalogue at hand does not have it */
  static SortedMap<String, byte[]> by(Collection<LoggedEvent> facts) {
    SortedMap<String, byte[]> excerpts = new TreeMap<>();
    facts.stream().flatMap(event -> in(event).stream()).distinct().forEach(named -> excerpts.put(named.file(), excerpt(named)));
    return excerpts;
  }

  /** Whether an excerpt says no more than that its version was not at hand. */
  static boolean isMissing(byte[] excerpt) {
    try {
      return EventTypes.JSON.readTree(excerpt).path("missing").asBoolean();
    } catch (IOException noExcerpt) {
      return false;
    }
  }

  /** Which versions of which books an event names. */
  static List<Named> in(LoggedEvent event) {
    List<Named> found = new ArrayList<>();
    switch (event) {
      case IntakeEvent.RequestReceived e when e.disposition() != null -> answered(found, e.disposition().item(), e.disposition().version());
      case IntakeEvent.InquiryAnswered e -> answered(found, e.item(), e.version());
      case IntakeEvent.TicketRegistered e -> filed(found, e.classification(), e.location());
      case IntakeEvent.TicketReclassified e -> filed(found, e.classification(), e.location());
      case IntakeEvent.GroupCaseOpened e -> add(found, "desk", e.version());
      case DispatchEvent.TicketDispatched e when e.versions() != null -> e.versions().forEach((book, version) -> {
        switch (book) {
          // WORKING/2019-2026.1: how days were counted, and by which calendar.
          case "days" -> add(found, "calendar", version.contains("/") ? version.substring(version.indexOf('/') + 1).replace(" ends", "") : null);
          // The version of the entry is in that of the whole catalogue.
          case "entry" -> { }
          default -> add(found, book, version);
        }
      });
      case DispatchEvent.CoHandlingRequested e -> add(found, "limits", e.limitsVersion());
      case DispatchEvent.WhistleBlown e -> add(found, "limits", e.limitsVersion());
      case DispatchEvent.CrossDistrictWhistleProposed e -> add(found, "limits", e.limitsVersion());
      case DispatchEvent.CrossDistrictWhistleBlown e -> add(found, "limits", e.limitsVersion());
      case DispatchEvent.DualDispatched e -> add(found, "duties", e.dutiesVersion());
      case DispatchEvent.SubDispatched e -> add(found, "duties", e.dutiesVersion());
      case DispatchEvent.PingPongDetected e -> add(found, "duties", e.dutiesVersion());
      case SupervisionEvent.CallbackScheduled e -> add(found, "limits", e.version());
      case SupervisionEvent.SurveyLinkSent e -> add(found, "limits", e.version());
      case SupervisionEvent.CallbackInvalidated e -> add(found, "limits", e.version());
      case SupervisionEvent.UrgeIssued e -> add(found, "supervision", e.version());
      // What a person orders, or a second failure, has half the limit; what was not kept, an order of the rules of supervision.
      case SupervisionEvent.SupervisionOrdered e -> add(found, e.cause() == SupervisionEvent.SupervisionCause.BY_HAND || e.cause() == SupervisionEvent.SupervisionCause.UNSOLVED ? "limits" : "supervision", e.version());
      case SupervisionEvent.LookBackScheduled e -> add(found, "supervision", e.version());
      case SupervisionEvent.ExclusionProposed e -> add(found, "supervision", e.version());
      case SupervisionEvent.TicketExcluded e -> {
        add(found, "supervision", e.version());
        counted(found, e.contribution());
      }
      case SupervisionEvent.ExclusionReversed e -> counted(found, e.contribution());
      case SupervisionEvent.AssessmentAppealed e -> add(found, "assessment", e.version());
      case SupervisionEvent.TicketClosed e -> counted(found, e.contribution());
      default -> { }
    }
    return found;
  }

  private static void add(List<Named> found, String book, String version) {
    if (version != null && !version.isBlank()) {
      found.add(new Named(book, null, version));
    }
  }

  private static void answered(List<Named> found, String item, String version) {
    if (item != null && version != null) {
      found.add(new Named("knowledge", item, version));
    }
  }

  private static void counted(List<Named> found, Contribution contribution) {
    if (contribution != null) {
      add(found, "assessment", contribution.rules());
    }
  }

  private static void filed(List<Named> found, IntakeEvent.Classification classification, IntakeEvent.Location location) {
    if (classification != null) {
      several(found, "categories", classification.version());
    }
    if (location != null) {
      several(found, "places", location.version());
    }
  }

  /** {@code categories 2021.3, problems 2021.3}; or one version of the book that is meant where none is named. */
  private static void several(List<Named> found, String meant, String versions) {
    for (String one : versions == null ? new String[0] : versions.split(", ")) {
      int space = one.indexOf(' ');
      add(found, space < 0 ? meant : one.substring(0, space), one.substring(space + 1));
    }
  }

  private static byte[] excerpt(Named named) {
    for (JsonNode root : Catalogue.book(named.book)) {
      if (named.entry != null) {
        for (JsonNode item : root.path("items")) {
          JsonNode version = item.path("id").asText().equals(named.entry) ? version(item, named.version) : null;
          if (version != null) {
            return bytes(version);
          }
        }
      } else if (root.has("versions")) {
        JsonNode version = version(root, named.version);
        if (version != null) {
          return bytes(version);
        }
      } else {
        // What people changed while the services run is in rules-log: its first so many facts.
        String delivered = root.path(named.book.equals("places") ? "placesVersion" : "version").asText();
        int plus = named.book.equals("dispatch") && named.version.startsWith(delivered + "+") ? delivered.length() : -1;
        if (delivered.equals(plus < 0 ? named.version : delivered)) {
          // Of a book that is one version, the head: its entries are a whole city's.
          ObjectNode head = EventTypes.JSON.createObjectNode().put("book", named.book).put("version", named.version).put("basis", root.path("basis").asText(root.path("source").asText()))
              .put("sha256", Pack.sha256(bytes(root)));
          return bytes(plus < 0 ? head : head.put("changes", "rules-log " + named.version.substring(plus + 1)));
        }
      }
    }
    ObjectNode missing = EventTypes.JSON.createObjectNode().put("book", named.book);
    return bytes((named.entry == null ? missing : missing.put("entry", named.entry)).put("version", named.version).put("missing", true));
  }

  private static JsonNode version(JsonNode of, String version) {
    for (JsonNode one : of.path("versions")) {
      if (one.path("version").asText().equals(version)) {
        return one;
      }
    }
    return null;
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return (EventTypes.JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
