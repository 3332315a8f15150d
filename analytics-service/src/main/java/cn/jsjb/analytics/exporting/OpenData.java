package cn.jsjb.analytics.exporting;

import cn.jsjb.analytics.publishing.PublicStatisticsResource;
import cn.jsjb.catalogue.Catalogue;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** 开放数据 (REG §34): the months and the categories of the open statistics as CSV, for everybody. */
@Path("/api/public/statistics.csv")
@PermitAll
public class OpenData {
  @Inject PublicStatisticsResource statistics;
  @Inject ObjectMapper json;
  @Inject Catalogue catalogue;

  /** @param list categories (default) or months */
  @GET
  @Produces(ExportsResource.CSV)
  public Uni<Response> csv(@QueryParam("period") String period, @QueryParam("list") String list, @QueryParam("lang") String lang) {
    String path = "months".equals(list) ? "months" : "categories";
    String language = "en".equals(lang) ? "en" : "zh";
    return statistics.statistics(period).map(answer -> {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ExportsResource.Lines lines = new ExportsResource.Lines(bytes, language)) {
        for (Sheets.Sheet sheet : Sheets.of(json.valueToTree(answer), path, catalogue.units(), language)) {
          if (sheet.path().equals(path)) {
            lines.add(sheet);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Response.ok(bytes.toByteArray()).header("Content-Disposition", "attachment; filename=\"statistics-%s.csv\"".formatted(path)).build();
    });
  }
}
