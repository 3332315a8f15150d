package cn.jsjb.supervision;

import cn.jsjb.harness.OpenApiRules;
import cn.jsjb.harness.RealBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The description of the API that clients are generated from. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(RealBacking.class)
class OpenApiTest {
  @Test void every_operation_is_described_and_its_examples_and_roles_are_true() throws Exception {
    OpenApiRules document = OpenApiRules.ofTheService();
    document.everyOperationIsDescribed();
    document.everyExampleFitsItsSchema("POST /api/tickets/{id}/callbacks");
    document.rolesAreAsSaid();
  }
}
