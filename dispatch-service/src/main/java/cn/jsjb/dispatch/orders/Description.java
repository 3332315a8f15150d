package cn.jsjb.dispatch.orders;

import cn.jsjb.log.AsyncApi;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code GET /q/asyncapi}: the AsyncAPI 3 document of all topics, beside the OpenAPI document and as open as that. */
@ApplicationScoped
public class Description {
  void serve(@Observes Router router) {
    String document = AsyncApi.document(OrderView.class, Feed::tells).toPrettyString();
    router.get("/q/asyncapi").handler(request -> request.response().putHeader("Content-Type", "application/vnd.aai.asyncapi+json;version=3.0.0").end(document));
  }
}
