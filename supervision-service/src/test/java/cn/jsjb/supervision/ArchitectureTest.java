package cn.jsjb.supervision;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.supervision.inspecting.Evidences;
import cn.jsjb.supervision.inspecting.Histories;
import cn.jsjb.supervision.inspecting.HistoryResource;
import cn.jsjb.supervision.inspecting.LogReader;
import cn.jsjb.supervision.pursuing.BackRuns;
import cn.jsjb.supervision.pursuing.LiveClues;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("cn.jsjb.supervision");

  private static final Set<String> EDGE = Set.of(OversightService.class.getName(), OverseenTicket.class.getName(), Input.class.getName(),
      LogReader.class.getName(), Histories.class.getName(), HistoryResource.class.getName(), FurtherLogs.class.getName(), "cn.jsjb.supervision.inspecting.Repeats",
      "cn.jsjb.supervision.inspecting.Sweep", "cn.jsjb.supervision.inspecting.PeriodReplay",
      Evidences.class.getName(), BackRuns.class.getName(), LiveClues.class.getName(), "cn.jsjb.supervision.pursuing.LogInOrder");

  /** Sealing and packing look at bytes, not at tickets: its own pure part is cn.jsjb.seal. */
  private static final String SEALING = "cn.jsjb.supervision.sealing.", PACKING = "cn.jsjb.supervision.packing.";

  /** Everything is pure but the named few, the resources, what they are made of, and rows. */
  private static final DescribedPredicate<JavaClass> PURE = DescribedPredicate.describe("pure", c -> {
    String outer = c.getName().replaceAll("\\$.*", "");
    return !EDGE.contains(outer) && !outer.matches(".*(Resource|Endpoint|Row|Query|LogFollowing)") && !outer.startsWith(SEALING) && !outer.startsWith(PACKING);
  });

  @Test void deciders_and_folds_know_no_framework_and_no_clock() {
    noClasses().that(PURE).should().dependOnClassesThat(
      resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..", "org.hibernate..", "org.apache.kafka..")
          .or(type(Clock.class)).or(type(Random.class)))
        .check(CLASSES);
  }

  @Test void deciders_and_folds_do_not_ask_the_time() {
    noClasses().that(PURE).should().callMethod(Instant.class, "now")
      .orShould().callMethod(UUID.class, "randomUUID").orShould().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
        .check(CLASSES);
  }

  @Test void projections_and_policies_never_append() {
    noClasses().that().implement(Projection.class).or().implement(Policy.class)
      .should().dependOnClassesThat(type(EventLog.class).or(type(LogService.class)))
        .check(CLASSES);
  }

  @Test void the_rows_are_written_by_the_follower_alone() {
    noClasses().should().callMethodWhere(
      DescribedPredicate.describe("a session that writes", call -> call.getTargetOwner().getName().startsWith("org.hibernate.reactive")
          && Set.of("persist", "merge", "remove", "insert", "update", "delete", "upsert").contains(call.getName())))
        .check(CLASSES);
  }

  @Test void slices_know_each_other_in_one_direction() {
    slices().matching("cn.jsjb.supervision.(*)..").should().beFreeOfCycles()
        .check(CLASSES);
  }
}
