/** Words that the working pages share. */
export const zh = {
  comma: '、', loading: '正在载入', retry: '再试一次', empty: '没有内容', asOf: '数据截至 {time}', noPermission: '您的角色不能查看这里的内容。', close: '关闭', cancel: '取消', send: '提交', reason: '理由', more: '展开', less: '收起', none: '无',
  void: '作废', timeline: '办理经过', loggedAt: '记入日志 {time}', related: '相关工单', how: { FOLLOWS: '接续', FOLLOWED_BY: '被接续', GROUP: '同一群体诉求', SPECIAL_CASE: '同一专案', WHISTLE_OF: '同一吹哨', FOUND: '由此发现' },
  actor: { policy: '系统规则', channel: '渠道' },
  picture: '图片', download: '下载',
}
export const en: typeof zh = {
  comma: ', ', loading: 'Loading', retry: 'Try again', empty: 'Nothing here', asOf: 'Data as of {time}', noPermission: 'Your role does not see what is here.', close: 'Close', cancel: 'Cancel', send: 'Send', reason: 'Reason', more: 'More', less: 'Less', none: 'none',
  void: 'void', timeline: 'What happened', loggedAt: 'logged {time}', related: 'Related tickets', how: { FOLLOWS: 'follows', FOLLOWED_BY: 'followed by', GROUP: 'same group', SPECIAL_CASE: 'same special case', WHISTLE_OF: 'same whistle', FOUND: 'found by it' },
  actor: { policy: 'Rule of the system', channel: 'Channel' },
  picture: 'Picture', download: 'Download',
}
