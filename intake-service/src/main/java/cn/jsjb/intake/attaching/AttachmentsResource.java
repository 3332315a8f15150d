package cn.jsjb.intake.attaching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** 附件: pictures, voice and video are brought here; a request or a supplement, or the evidence of a unit ({@code name#hash}), then names them by their hash. */
@Path("/api/attachments")
@RunOnVirtualThread
public class AttachmentsResource {
  @Inject Bringing bringing;

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.ADAPTER, Caller.OPERATOR, Caller.UNIT, Caller.DISTRICT})
  public Response form(@RestForm("file") FileUpload file) throws IOException {
    if (file == null) {
      throw Refused.field("file", Reason.FIELD_MISSING, "file");
    }
    if (file.size() > Catalogue.get().attachments().largestBytes()) {
      throw Bringing.tooLarge();
    }
    return keep(Files.readAllBytes(file.uploadedFile()), file.fileName());
  }

  /** The content itself. @param name the file's name, for the answer */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.ADAPTER, Caller.OPERATOR, Caller.UNIT, Caller.DISTRICT})
  public Response raw(InputStream content, @QueryParam("name") String name) throws IOException {
    int most = Catalogue.get().attachments().largestBytes();
    byte[] bytes = content.readNBytes(most + 1);
    if (bytes.length > most) {
      throw Bringing.tooLarge();
    }
    return keep(bytes, name);
  }

  private Response keep(byte[] content, String name) { return Response.status(201).entity(bringing.keep(bringing.clean(content, name))).build(); }
}
