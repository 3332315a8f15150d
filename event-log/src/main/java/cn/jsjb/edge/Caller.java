package cn.jsjb.edge;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Reason;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks: the role, the unit and the person of the token. */
@RequestScoped
public class Caller {
  /** 角色; what each may do stands at the endpoints. */
  public static final String ADAPTER = "adapter", OPERATOR = "operator", DISPATCHER = "dispatcher", UNIT = "unit", CALLBACK = "callback",
      BUREAU = "bureau", DISTRICT = "district", SUPERVISOR = "supervisor", INSPECTOR = "inspector", ANALYST = "analyst", LEADER = "leader", ADMIN = "admin";

  @Inject JsonWebToken token;

  /** Unit of a {@code unit} or {@code district} token; null for roles that are not bound to one. */
  public String unit() { return token.getClaim("unit"); }

  public String user() { return token.getName() == null ? "unknown" : token.getName(); }

  public Set<String> roles() { return token.getGroups(); }

  public boolean is(String role) { return roles().contains(role); }

  /** The {@code ce_actor} of what this caller does. */
  public String actor() {
    String role = roles().stream().sorted().findFirst().orElse("nobody");
    return unit() == null ? role + ":" + user() : "unit:" + unit() + "/user:" + user();
  }

  /** Bound to one unit (or one district and all below it), so that everything else is out of sight. */
  public boolean isScoped() { return is(UNIT) || is(DISTRICT); }

  /**
   * Whether a thing of this unit is in sight: one's own, and for a district also that of its streets, zones and departments. The
   * directory says what belongs to a district: 经开区 has a code inside 大兴区 and is not part of it.
   */
  public boolean sees(String unit) {
    if (!isScoped()) {
      return true;
    }
    if (unit == null || unit() == null) {
      return false;
    }
    return unit.equals(unit()) || is(DISTRICT) && Catalogue.get().units().isWithin(unit, unit());
  }

  /** The unit the caller acts for; refuses a token that names none. */
  public String ownUnit() {
    if (unit() == null) {
      throw new Refused(Reason.ROLE_MISSING);
    }
    return unit();
  }
}
