package cn.jsjb.dispatch.orders;

import java.util.List;
import java.util.Map;

/**
 * A page of a unit's orders.
 *
 * @param total orders that fit the question, on all pages
 * @param counts orders of the unit by state, whatever was asked for
 * @param overdue how many of the unit's orders are late, whatever was asked for
 * @param warn how many have used four fifths of their time and are not late yet
 */
public record OrderList(List<OrderView> items, long total, int page, int size, Map<String, Long> counts, long overdue, long warn) {}
