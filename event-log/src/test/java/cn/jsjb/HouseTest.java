package cn.jsjb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.OversightEvent;
import cn.jsjb.event.ProgrammeEvent;
import cn.jsjb.event.SupervisionEvent;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules of the house that a compiler cannot check. */
class HouseTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("cn.jsjb");

  @Test void contracts_and_catalogue_know_no_clock_no_random_no_io_no_framework() {
    noClasses().that().resideInAnyPackage("cn.jsjb.event..", "cn.jsjb.catalogue..", "cn.jsjb.rating..")
        .should().dependOnClassesThat().resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "java.sql..", "java.net..", "java.nio.file..")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
        .orShould().callMethod(java.time.Instant.class, "now").orShould().callMethod(java.util.UUID.class, "randomUUID")
        .orShould().callMethod(java.time.LocalDate.class, "now").orShould().callMethod(System.class, "currentTimeMillis").check(CLASSES);
  }

  @Test void the_law_knows_no_service_framework() {
    noClasses().that().resideInAPackage("cn.jsjb.log..").should().dependOnClassesThat().resideInAnyPackage("jakarta..", "io.quarkus..", "cn.jsjb.runtime..", "cn.jsjb.edge..").check(CLASSES);
  }

  @Test void a_rebuild_cannot_reach_a_policy_or_the_log() {
    noClasses().that().haveSimpleNameStartingWith("Rebuild").and().resideInAPackage("cn.jsjb.log")
        .should().dependOnClassesThat().haveSimpleName("Policy").orShould().dependOnClassesThat().haveSimpleName("Reactor").orShould().dependOnClassesThat().haveSimpleName("EventLog")
        .orShould().dependOnClassesThat().haveSimpleName("Commands").check(CLASSES);
  }

  @Test void projections_never_append() {
    noClasses().that().implement(cn.jsjb.log.Projection.class).should().dependOnClassesThat().haveSimpleName("EventLog").allowEmptyShould(true).check(CLASSES);
  }

  @Test void every_event_type_has_exactly_one_writing_service_and_every_event_a_wire_name() {
    EventTypes.all().forEach((name, type) -> {
      String writer = IntakeEvent.class.isAssignableFrom(type) ? "/intake-service" : DispatchEvent.class.isAssignableFrom(type) ? "/dispatch-service"
          : SupervisionEvent.class.isAssignableFrom(type) || OversightEvent.class.isAssignableFrom(type) ? "/supervision-service"
          : ProgrammeEvent.class.isAssignableFrom(type) ? name.startsWith("analytics.") ? "/analytics-service" : "/supervision-service" : null;
      assertEquals(writer, EventTypes.sourceOf(name), name);
    });
    Set<Class<?>> registered = new HashSet<>(EventTypes.all().values());
    List<Class<?>> events = new ArrayList<>();
    collect(LoggedEvent.class, events);
    assertEquals(new HashSet<>(events), registered);
    assertTrue(events.size() > 30);
  }

  private static void collect(Class<?> family, List<Class<?>> events) {
    for (Class<?> one : family.getPermittedSubclasses()) {
      if (one.isSealed()) {
        collect(one, events);
      } else {
        events.add(one);
      }
    }
  }
}
