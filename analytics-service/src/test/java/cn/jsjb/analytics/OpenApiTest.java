package cn.jsjb.analytics;

import cn.jsjb.harness.OpenApiRules;
import cn.jsjb.harness.RealBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The description of the API that clients are generated from. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = @ResourceArg(name = "database", value = "analytics"))
class OpenApiTest {
  @Test void every_operation_is_described_and_its_examples_and_roles_are_true() throws Exception {
    OpenApiRules document = OpenApiRules.ofTheService();
    document.everyOperationIsDescribed();
    document.everyExampleFitsItsSchema();
    document.rolesAreAsSaid();
  }
}
