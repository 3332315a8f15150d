export const zh = {
  title: '实时态势', today: '今日', since: '{day} 零时起', received: '受理', registered: '登记', answered: '直接答复', diverted: '转办', declined: '不予受理', dispatched: '派单', closed: '办结', open: '在办工单', overdue: '超时未办', minutes: '最近 60 分钟', minutesSay: '每分钟受理与派单件数', byGrade: '按时限等级的超时', grade: '时限等级', byChannel: '各渠道', channel: '渠道', telephone: '12345 话务', fifteen: '15 秒接通率', day: '24 小时接通率', notConnected: '未接入话务系统', perMinute: '件/分钟', minute: '时间', arrivals: '最新变化 {time}',
}
export const en: typeof zh = {
  title: 'Live', today: 'Today', since: 'since midnight, {day}', received: 'Received', registered: 'Registered', answered: 'Answered at once', diverted: 'Passed on', declined: 'Declined', dispatched: 'Dispatched', closed: 'Closed', open: 'Open tickets', overdue: 'Overdue', minutes: 'The last 60 minutes', minutesSay: 'Received and dispatched a minute', byGrade: 'Overdue by limit', grade: 'Limit', byChannel: 'Channels', channel: 'Channel', telephone: '12345 telephone', fifteen: 'Answered within 15 seconds', day: 'Connected within 24 hours', notConnected: 'No switchboard connected', perMinute: 'a minute', minute: 'Time', arrivals: 'Last change {time}',
}
