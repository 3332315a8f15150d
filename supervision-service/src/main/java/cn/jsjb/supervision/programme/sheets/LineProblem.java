package cn.jsjb.supervision.programme.sheets;

import cn.jsjb.event.Refusal;

/**
 * What is wrong with a line of the file.
 *
 * @param line as the spreadsheet numbers it, 1 for the header; 0 for the file as a whole
 * @param column the header's text; null when it is the line as a whole
 */
public record LineProblem(String sheet, int line, String column, String code, String detail, String detailEn) {
  static LineProblem of(String sheet, int line, String column, Refusal why) { return new LineProblem(sheet, line, column, why.reason().name(), why.chinese(), why.english()); }
}
