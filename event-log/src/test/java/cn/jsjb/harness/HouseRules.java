package cn.jsjb.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import cn.jsjb.event.Decision;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The rules of the house for a service: what decides and folds is pure. */
public final class HouseRules {
  private HouseRules() {}

  /** Whatever returns a Decision, is a Policy or a Projection, or is folded, knows no clock, no random, no I/O and no framework. */
  public static void pureIn(String service) {
    JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(service);
    DescribedPredicate<JavaClass> pure = DescribedPredicate.describe("decide or fold", c ->
        c.isAssignableTo(Policy.class) || c.isAssignableTo(Projection.class)
            || c.getMethods().stream().anyMatch(m -> m.getRawReturnType().isEquivalentTo(Decision.class) && !m.getName().startsWith("lambda$"))
            || c.getMethods().stream().anyMatch(m -> m.getName().equals("evolve")));
    noClasses().that(pure).should().dependOnClassesThat().resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "java.sql..", "java.net..", "java.nio.file..", "cn.jsjb.runtime..", "cn.jsjb.edge..")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock").orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom")
        .orShould().callMethod(java.time.Instant.class, "now").orShould().callMethod(java.util.UUID.class, "randomUUID").orShould().callMethod(System.class, "currentTimeMillis")
        .check(classes);
    noClasses().that().areAssignableTo(Projection.class).should().dependOnClassesThat().haveSimpleName("EventLog").check(classes);
  }
}
