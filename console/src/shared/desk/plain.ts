import { categoryName, channelName, problemName, unitName } from '@/app/names'

/** The story of a ticket is told in Chinese, with the codes of the records in it; people read names. */
const NAMES: Record<string, string> = {
  RESOLVED: '已解决', PARTLY: '部分解决', UNRESOLVED: '未解决', EXPLAINED: '解释说明', NOT_MY_DUTY: '不属本单位职责', NOT_MY_AREA: '不在本辖区', WRONG_PARTY: '被反映方不符', NOT_GOVERNMENT_MATTER: '非政府管理事项', DUPLICATE: '重复派单', LEGAL_ROUTE: '应走法定途径',
  SATISFIED: '满意办结', UNRESOLVED_AFTER_SUPERVISION: '督办后仍未解决', UNREACHABLE: '多次未联系上', NOT_ASSESSED: '不列入考核', WITHDRAWN: '已撤诉', BASICALLY_SATISFIED: '基本满意', DISSATISFIED: '不满意', BY_HAND: '人工督办', OVERDUE: '逾期', UNSOLVED: '未解决', CLAIMANT_URGES: '反复催办',
  COMMITMENT_BREACHED: '违反承诺', PROMISE_BROKEN: '失信承诺', HOLDS: '保持', RECURRED: '反弹', NOT_DONE: '未办', DISSUADED: '劝阻', CRITICISED: '批评', CONSEQUENCES_TOLD: '告知后果', NO_NEW_FACTS: '无新的事实', SECRET: '涉密', UNLAWFUL_OR_INDECENT: '违法或不当', OUT_OF_SCOPE_ADVISED: '超出范围', HARASSMENT: '骚扰',
  OUT_OF_DUTIES: '超出职责', OUTSIDE_THE_CITY: '不在本市', AGAINST_POLICY: '与政策相悖', UNTRUE: '不属实', BEYOND_REASON: '超出合理范围', HEARD_UNREASONABLE: '评议不合理', MALICIOUS: '恶意占用', PLATFORM_CONSUMER: '平台消费纠纷', EMERGENCY_HANDED_OVER: '转紧急服务',
  NO_ANSWER: '无人接听', REFUSED: '拒绝', WRONG_NUMBER: '号码有误', POLICY_GAP: '政策空白', HISTORICAL_UNDER_PLAN: '历史遗留', NEEDS_ENGINEERING: '需工程周期', IN_LITIGATION: '涉诉', SEASON: '季节性', LIMIT_EXPIRED: '时限届满', BOTH_TOLD: '双反馈完成', QUALITY_CHECK: '质检', APPEAL: '申诉', EMERGENCY: '应急处置', LAW_ENFORCEMENT: '综合执法', PUBLIC_PROBLEM: '重点工作', CAMPAIGN: '集中整治', CO_HANDLING: '协办', WATCH: '关注', YELLOW: '黄色', URGENT: '紧急', PHONE: '电话', URGENT_2H: '突发紧急', LIVELIHOOD_24H: '民生保障', GENERAL_7D: '一般诉求', COMPLEX_15D: '复杂疑难', INQUIRY: '咨询',
}

const named = (code: string) => [unitName(code), categoryName(code)].find((name) => name !== '—')

export const plain = (words: string | null | undefined): string => (words ?? '')
  .replace(/MT\d{4}-P\d{2}/g, (id) => problemName(id))
  // A unit stands with its code before its name; a category stands as its code alone.
  .replace(/(?<![0-9A-Za-z])\d{6}(?:\d{3}|[DU]\d{2,3})? (?=[\u4e00-\u9fff])/g, '')
  .replace(/(?<![0-9A-Za-z])\d{6}(?:\d{3}|[DU]\d{2,3})?(?![0-9A-Za-z])/g, (code) => named(code) ?? code)
  .replace(/\b[A-Z]{2,}(?:_[A-Z0-9]+)*\b/g, (code) => NAMES[code] ?? (channelName(code) !== '—' ? channelName(code) : code.includes('_') ? '' : code))

/** The language of what people wrote, for screen readers: undefined where it is that of the page. */
export const spoken = (words: string | null | undefined): 'zh-CN' | undefined => (/[\u4e00-\u9fff]/.test(words ?? '') ? 'zh-CN' : undefined)
