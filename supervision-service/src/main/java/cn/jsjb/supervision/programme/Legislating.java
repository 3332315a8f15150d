package cn.jsjb.supervision.programme;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Units;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.NamedPolicy;
import cn.jsjb.event.PlanEvent.Policy;
import cn.jsjb.event.PlanEvent.PolicyConsulted;
import cn.jsjb.event.PlanEvent.PolicyDrafted;
import cn.jsjb.event.PlanEvent.PolicyDropped;
import cn.jsjb.event.PlanEvent.PolicyIssued;
import cn.jsjb.event.PlanEvent.PolicyListRevised;
import cn.jsjb.event.PlanEvent.PolicyPlanned;
import cn.jsjb.event.PlanEvent.PolicyReadied;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.Progress;
import cn.jsjb.event.Reason;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** 政策清单: what is to be issued in the year, and how far each is. A step may be left out, none goes back. */
public final class Legislating {
  private Legislating() {}

  public record PlanPolicy(String policy, LocalDate from, Policy spec) {}

  public record ReviseList(String scope, LocalDate from, List<NamedPolicy> added, List<String> dropped, String reason) {}

  /** @param to DRAFTING, CONSULTING, IMMINENT or ISSUED; @param note the document's number when it is issued */
  public record Advance(String policy, PolicyStatus to, LocalDate on, String note) {}

  public record DropPolicy(String policy, LocalDate from, String reason) {}

  public static Decision decide(Topic topic, PlanPolicy command, By by, Units units) {
    Decision no = mayRevise(topic, command.spec().scope(), command.from(), by, units);
    if (no == null) {
      no = mayAdd(topic, new NamedPolicy(command.policy(), command.spec()), command.spec().scope(), units);
    }
    return no != null ? no : accept(new PolicyPlanned(command.policy(), next(topic, command.spec().scope()), command.from(), command.spec()));
  }

  public static Decision decide(Topic topic, ReviseList command, By by, Units units) {
    Decision no = mayRevise(topic, command.scope(), command.from(), by, units);
    if (no != null) {
      return no;
    }
    if (command.added().isEmpty() && command.dropped().isEmpty()) {
      return refuse(Reason.NOTHING_CHANGED, command.scope());
    }
    Set<String> seen = new HashSet<>();
    for (NamedPolicy added : command.added()) {
      Decision not = seen.add(added.policy()) ? mayAdd(topic, added, command.scope(), units) : refuse(Reason.LISTED_ALREADY, added.policy());
      if (not != null) {
        return not;
      }
    }
    for (String dropped : command.dropped()) {
      Decision not = !seen.add(dropped) || !isListed(topic, dropped, command.scope()) ? refuse(Reason.NOT_FOUND, dropped) : mayDrop(topic, dropped, command.from());
      if (not != null) {
        return not;
      }
    }
    return accept(new PolicyListRevised(command.scope(), next(topic, command.scope()), command.from(), command.added(), command.dropped(), command.reason()));
  }

  public static Decision decide(Topic topic, DropPolicy command, By by, Units units) {
    if (topic == null || !topic.policies().containsKey(command.policy())) {
      return refuse(Reason.NOT_FOUND, command.policy());
    }
    String scope = topic.policies().get(command.policy()).spec().scope();
    Decision no = mayRevise(topic, scope, command.from(), by, units);
    if (no == null) {
      no = mayDrop(topic, command.policy(), command.from());
    }
    return no != null ? no : accept(new PolicyDropped(command.policy(), next(topic, scope), command.from(), command.reason()));
  }

  /** The drafters say how far it is, and whoever keeps the list. */
  public static Decision decide(Topic topic, Advance command, By by, LocalDate today) {
    if (topic == null || !topic.policies().containsKey(command.policy())) {
      return refuse(Reason.NOT_FOUND, command.policy());
    }
    Policy spec = topic.policies().get(command.policy()).spec();
    Progress.Step<PolicyStatus> last = topic.progress().policies().get(command.policy()).last();
    if (!by.mayPlan(topic, spec.scope()) && !(by.unit() != null && spec.drafters().contains(by.unit()))) {
      return refuse(Reason.ONLY_THE_OWNER, command.policy(), spec.drafters());
    }
    if (command.on().isAfter(today)) {
      return refuse(Reason.IN_THE_FUTURE, "on", today);
    }
    if (last.is() == PolicyStatus.DROPPED || command.to().compareTo(last.is()) <= 0) {
      return refuse(Reason.LIST_ITEM_STATE, command.policy(), last.is(), Words.of("改为%s", "made %s", command.to()));
    }
    Decision no = Planning.outOfOrder(command.policy(), command.on(), last.on());
    return no != null ? no : switch (command.to()) {
      case DRAFTING -> accept(new PolicyDrafted(command.policy(), command.on(), command.note()));
      case CONSULTING -> accept(new PolicyConsulted(command.policy(), command.on(), command.note()));
      case IMMINENT -> accept(new PolicyReadied(command.policy(), command.on(), command.note()));
      case ISSUED -> accept(new PolicyIssued(command.policy(), command.on(), command.note()));
      case PLANNED, DROPPED -> refuse(Reason.LIST_ITEM_STATE, command.policy(), last.is(), Words.of("改为%s", "made %s", command.to()));
    };
  }

  private static Decision mayRevise(Topic topic, String scope, LocalDate from, By by, Units units) {
    Decision no = Planning.mayKeep(topic, scope, by, units);
    if (no != null) {
      return no;
    }
    Dated<Integer> last = Dated.last(topic.policyLists().get(scope));
    return topic.planVersion(scope, from) == null ? refuse(Reason.NOT_PLANNED_YET, scope, from)
        : last != null && from.isBefore(last.from()) ? refuse(Reason.VERSION_OUT_OF_ORDER, last.from()) : null;
  }

  private static Decision mayAdd(Topic topic, NamedPolicy policy, String scope, Units units) {
    return topic.policies().containsKey(policy.policy()) ? refuse(Reason.LISTED_ALREADY, policy.policy())
        : !policy.spec().scope().equals(scope) ? refuse(Reason.FIELD_INVALID, "scope", scope)
        : policy.spec().drafters().stream().filter(unit -> !Planning.isPartner(topic, unit, scope, units)).findFirst()
            .<Decision>map(unit -> refuse(Reason.NOT_A_PARTNER, unit, scope)).orElse(null);
  }

  private static Decision mayDrop(Topic topic, String policy, LocalDate from) {
    Progress.Step<PolicyStatus> last = topic.progress().policies().get(policy).last();
    return last.is() == PolicyStatus.DROPPED || last.is() == PolicyStatus.ISSUED ? refuse(Reason.LIST_ITEM_STATE, policy, last.is(), "移出清单 / dropped")
        : Planning.outOfOrder(policy, from, last.on());
  }

  private static boolean isListed(Topic topic, String policy, String scope) {
    return topic.policies().containsKey(policy) && topic.policies().get(policy).spec().scope().equals(scope);
  }

  private static int next(Topic topic, String scope) { return Dated.next(topic.policyLists().get(scope)); }
}
