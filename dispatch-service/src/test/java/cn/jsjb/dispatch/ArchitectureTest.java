package cn.jsjb.dispatch;

import cn.jsjb.harness.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test void deciders_and_folds_are_pure() { HouseRules.pureIn("cn.jsjb.dispatch"); }
}
