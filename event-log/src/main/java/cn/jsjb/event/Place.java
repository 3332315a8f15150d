package cn.jsjb.event;

/**
 * Where it is. Codes are those of the national statistics bureau: district 6 digits, locality (街道、镇、乡、地区) 9, community 12.
 *
 * @param lon longitude, degrees, WGS-84 as far as the channel says so (datum of channels is not verified)
 * @param lat latitude, degrees
 */
public record Place(String address, String districtCode, String localityCode, String communityCode, Double lon, Double lat) {
  public static final Place UNKNOWN = new Place(null, null, null, null, null, null);
}
