package cn.jsjb.intake.receiving;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * A request's body as it came. A type of its own, because the platform reads {@code byte[]} as base64 inside JSON and gives an
 * {@code InputStream} to blocking threads only.
 */
public record Body(byte[] bytes) {

  @Provider
  public static final class Reader implements ServerMessageBodyReader<Body> {
    @Override public boolean isReadable(Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType media) { return type == Body.class; }

    @Override public Body readFrom(Class<Body> type, Type generic, MediaType media, ServerRequestContext context) throws IOException {
      return new Body(context.getInputStream().readAllBytes());
    }

    @Override public boolean isReadable(Class<?> type, Type generic, java.lang.annotation.Annotation[] annotations, MediaType media) { return type == Body.class; }

    @Override public Body readFrom(Class<Body> type, Type generic, java.lang.annotation.Annotation[] annotations, MediaType media,
        jakarta.ws.rs.core.MultivaluedMap<String, String> headers, java.io.InputStream in) throws IOException {
      return new Body(in.readAllBytes());
    }
  }
}
