package cn.jsjb.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The ids that clients generate their methods from. */
class DescribedApiTest {
  @Test void an_id_follows_from_method_and_path() {
    assertEquals("postTicketsByIdSignature", DescribedApi.id("POST", "/api/tickets/{id}/signature"));
    assertEquals("putCatalogueUnitsByCode", DescribedApi.id("PUT", "/api/catalogue/units/{code}"));
    assertEquals("getTicketsByIdWhistlesByN", DescribedApi.id("GET", "/api/tickets/{id}/whistles/{n}"));
    assertEquals("postUnitsByCodeRelatedProblems", DescribedApi.id("POST", "/api/units/{code}/related-problems"));
    assertEquals("getOpen311ByStageServicesByCodeByFormat", DescribedApi.id("GET", "/open311/{stage}/services/{code}.{format}"));
  }
}
