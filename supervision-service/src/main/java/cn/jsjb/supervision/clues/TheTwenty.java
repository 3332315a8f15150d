package cn.jsjb.supervision.clues;

import java.util.List;

/** The rules in the order of their numbers. */
final class TheTwenty {
  private TheTwenty() {}

  static final List<Rule> RULES = List.of(new HandlingRules.FalseResolved(), new HandlingRules.SameMatterAgain(), new HandlingRules.ManyReworks(), new SendingRules.Carousel(),
      new SendingRules.BlindReturn(), new HandlingRules.BrokenPromise(), new SendingRules.WhistleNotAnswered(), new HandlingRules.LateWithoutReason(),
      new SendingRules.PushedDown(), new ClaimantRules.SatisfactionUnderPressure(), new RateRules.ExclusionAbuse(), new HandlingRules.FakeContact(), new PlanRules.SilentHotspot(),
      new PlanRules.TaskWashing(), new ClaimantRules.PrivacyLeak(), new ClaimantRules.Retaliation(), new ClaimantRules.Rudeness(), new HandlingRules.LongTail(),
      new RateRules.SatisfactionBelowResolution(), new RateRules.EnterpriseHotspot());
}
