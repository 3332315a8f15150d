package cn.jsjb.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler cannot check. */
class ArchitectureTest {
  private static final JavaClasses SERVICE = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("cn.jsjb.intake");
  private static final Set<String> PURE = Set.of("Complaint", "Complaints", "Matching", "WordMatcher", "Classifier", "Reclassifying", "Locator", "DistrictOutlines",
      "Receiving", "NewComplaint", "CloudEvents", "Supplementing", "Erasing", "Desk", "Grouping", "Abusing", "Disposing", "Testing", "WhenTheOperatorHasDecidedThenDispose", "WhenHeldTooLongThenRelease", "WhenRequestIsReceivedThenRegister", "TicketView");
  private static final DescribedPredicate<JavaClass> DECIDERS_AND_FOLDS = DescribedPredicate.describe("deciders and folds",
      c -> PURE.contains(c.getName().substring(c.getPackageName().length() + 1).replaceFirst("\\$.*", "")));

  @Test void deciders_and_folds_know_no_framework_no_clock_and_no_input_or_output() {
    noClasses().that(DECIDERS_AND_FOLDS).should().dependOnClassesThat().resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "org.hibernate..")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom")
        .orShould().dependOnClassesThat().areAssignableTo(EventLog.class)
        .orShould().callMethod(java.time.Instant.class, "now").orShould().callMethod(java.util.UUID.class, "randomUUID").orShould().callMethod(System.class, "currentTimeMillis")
        .because("what decides and folds must give the same answer in every replay").check(SERVICE);
  }

  @Test void every_pure_class_is_there() {
    Set<String> found = SERVICE.stream().map(JavaClass::getSimpleName).collect(java.util.stream.Collectors.toSet());
    org.junit.jupiter.api.Assertions.assertTrue(found.containsAll(PURE), "renamed or moved: " + PURE.stream().filter(n -> !found.contains(n)).toList());
  }

  @Test void projections_never_append_and_never_reach_a_policy_that_does() {
    noClasses().that().implement(Projection.class).should().dependOnClassesThat().areAssignableTo(EventLog.class).check(SERVICE);
    classes().that().implement(Policy.class).should().haveSimpleNameStartingWith("When").check(SERVICE);
  }

  @Test void packages_are_verbs_of_the_business() {
    noClasses().should().resideInAnyPackage("..controller..", "..service..", "..repository..", "..dto..", "..util..").check(SERVICE);
  }
}
