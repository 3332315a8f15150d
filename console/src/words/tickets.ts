export const zh = {
  title: '工单', list: '工单明细', all: '本期受理的工单', behind: '{figure}：对应的工单', counted: '看板数字为 {n}，分布在以下 {total} 件工单中。',
  ticketNo: '工单编号', status: '状态', problem: '每月一题', unit: '承办单位', place: '所在地', category: '分类', receivedAt: '受理时间', due: '办理时限', channel: '渠道', type: '类型', one: '工单详情', back: '返回列表',
  atDesk: '在工作台打开', milestones: '办理节点', dispatchedAt: '派单', signedAt: '签收', contactedAt: '首次联系', repliedAt: '答复诉求人', reportedAt: '反馈热线', closedAt: '办结', changedAt: '最近变化', round: '办理轮次', hops: '改派次数', whistles: '吹哨次数',
  firstAnswer: '首次回访', finalAnswer: '最终回访', contacted: '是否联系', resolved: '是否解决', satisfaction: '是否满意', counts: '计入的统计', none: '未回访', partly: '部分解决', timeline: '办理经过', quarantine: '此工单的记录有误，已停止计数，请联系系统管理员。', noProblem: '不属于每月一题',
}
export const en: typeof zh = {
  title: 'Tickets', list: 'Tickets', all: 'Tickets received in the period', behind: '{figure}: the tickets behind it', counted: 'The board says {n}; they lie in these {total} tickets.',
  ticketNo: 'Ticket', status: 'State', problem: 'Monthly topic', unit: 'Unit', place: 'Place', category: 'Category', receivedAt: 'Received', due: 'Limit', channel: 'Channel', type: 'Type', one: 'Ticket', back: 'Back to the list',
  atDesk: 'Open at the desk', milestones: 'Milestones', dispatchedAt: 'Dispatched', signedAt: 'Signed', contactedAt: 'First contact', repliedAt: 'Claimant answered', reportedAt: 'Hotline told', closedAt: 'Closed', changedAt: 'Last change', round: 'Round', hops: 'Redirections', whistles: 'Whistles',
  firstAnswer: 'First callback', finalAnswer: 'Final callback', contacted: 'Contacted', resolved: 'Resolved', satisfaction: 'Satisfied', counts: 'Counts as', none: 'No callback yet', partly: 'partly', timeline: 'What happened', quarantine: 'The records of this ticket are faulty; it is no longer counted. Tell an administrator.', noProblem: 'Not of a monthly topic',
}
