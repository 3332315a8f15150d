package cn.jsjb.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import cn.jsjb.harness.HouseRules;
import cn.jsjb.log.EventLog;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("cn.jsjb.analytics");
  private static final String PURE = "cn\\.jsjb\\.analytics\\.((TicketFigures|Course|Mark|LedgerEntry|LedgerProjection|TopicProgress|TicketProjection|Figure|Counts|Period|Assessment)(\\$.*)?|AssessmentPeriod(\\$.*)?|ProgrammeStream|Hotspot(\\$.*)?|ProactiveTask(\\$.*)?|Cells|hotspots\\.(Arrivals|Chore|Months|Detecting|Choosing|Occasion|Sighting|WhenHotspotIsQuietThenClose)(\\$.*)?|proactive\\.Proposing|rating\\..*|ranking\\.(Ranking|Standings|ScoreV2|RankedList)(\\$.*)?|classifying\\.(Classifying|Memberships)|locking\\.Locking(\\$.*)?|publishing\\.SmallNumbers)";

  @Test void the_rules_of_the_house_hold() { HouseRules.pureIn("cn.jsjb.analytics"); }

  @Test void folds_and_rates_know_no_framework() {
    noClasses().that().haveNameMatching(PURE).should().dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..", "org.hibernate..", "org.apache.kafka..", "cn.jsjb.runtime..", "cn.jsjb.edge..")
        .check(CLASSES);
  }

  @Test void folds_and_rates_own_no_clock_and_no_chance() {
    ClassesShouldConjunction rule = noClasses().that().haveNameMatching(PURE).should().dependOnClassesThat()
        .haveNameMatching("java\\.time\\.Clock|java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom");
    rule.orShould().callMethod(Instant.class, "now")
        .orShould().callMethod(LocalDate.class, "now")
        .orShould().callMethod(OffsetDateTime.class, "now")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(System.class, "nanoTime")
        .orShould().callMethod(UUID.class, "randomUUID")
        .check(CLASSES);
  }

  @Test void analytics_appends_nothing() {
    noClasses().that().resideInAPackage("cn.jsjb.analytics..").should().callMethodWhere(
        JavaCall.Predicates.target(HasOwner.Predicates.With.owner(
            JavaClass.Predicates.assignableTo(EventLog.class)))
            .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("append|send"))))
        .check(CLASSES);
  }
}
