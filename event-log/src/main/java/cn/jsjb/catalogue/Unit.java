package cn.jsjb.catalogue;

/**
 * A unit that can be sent a ticket (承办单位), article 11 of the regulation.
 *
 * @param code codes nest: 110107 石景山区 → 110107011 鲁谷街道; 110000D07 a city department, 110107D01 a district's, 110000U01 a utility
 * @param en English name; localities and districts in pinyin
 * @param parent code of the superior: the district, or the department in charge of a utility; null at the top of the city
 * @param districtCode the district-level unit it belongs to; null for units of the whole city
 * @param role field of duty, such as {@code HOUSING}; null for districts, localities and zones
 */
public record Unit(String code, String name, String en, Kind kind, String parent, String districtCode, String role) {

  /** Kinds are ranked in separate lists and never mixed (domain 4.11). */
  public enum Kind {
    /** 市级委办局 */ CITY_DEPARTMENT,
    /** 区级部门 */ DISTRICT_DEPARTMENT,
    /** 公共服务企业; must answer twenty-four hours a day, article 19 */ UTILITY,
    /** 十六区和经开区: the seventeen district-level units */ DISTRICT,
    /** 街道、镇、乡、地区: the lowest level with a ranking */ LOCALITY,
    /** A development zone with a statistical code of its own that is no locality (开发区) */ ZONE
  }
}
