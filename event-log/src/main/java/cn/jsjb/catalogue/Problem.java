package cn.jsjb.catalogue;

import java.util.List;

/**
 * One recurring problem of the year's programme (每月一题), such as 拖欠工资.
 *
 * @param id stable over the years: MT2021-P03
 * @param theme the month's theme: T02
 * @param leadUnit the one municipal department in the lead (主责单位)
 * @param basis how the lead is known: FACT named in a source, IMPLIED by a result reported, ASSUMPTION
 * @param categories the third-level categories that are this problem by definition
 * @param threshold the score from which a text is about the problem
 */
public record Problem(String id, String theme, String name, String en, String leadUnit, List<String> supportingUnits, Method method, String basis,
    List<String> categories, Terms terms, int threshold) {

  /** The three ways to solve a problem. */
  public enum Method {
    /** 改革: new rules */ REFORM,
    /** 整治: an enforcement campaign */ REMEDIATION,
    /** 治理: systematic handling */ GOVERNANCE
  }
}
