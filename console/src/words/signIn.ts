export const zh = {
  title: '登录', lead: '请选择身份进入平台', local: '本机演示环境，无需口令；正式部署使用统一身份认证。', issuer: '统一身份认证登录', role: '身份', unit: '单位', unitChoose: '请选择单位（可输入名称查找）', user: '姓名', userHint: '可不填', enter: '登录',
  failed: '登录没有完成，请重试。', noRole: '您的账号没有本平台的角色，请联系管理员。', progress: '查询诉求进度（无需登录）',
  about: { leader: '27 个问题、排名、热点和实时态势', analyst: '全部看板和导出', bureau: '派单质量、异议和时限', supervisor: '督办、线索和台账', inspector: '回放、核验和证据包', district: '本区各单位的工单和排名', unit: '接单、联系、吹哨、反馈', operator: '登记来电', dispatcher: '派单和会商', callback: '回访', admin: '运行状态和重建' },
}
export const en: typeof zh = {
  title: 'Sign in', lead: 'Choose who you are', local: 'A local installation: no password is asked. A real deployment signs in with the city’s identity service.', issuer: 'Sign in with the identity service', role: 'Role', unit: 'Unit', unitChoose: 'Choose a unit (type to search)', user: 'Name', userHint: 'Optional', enter: 'Sign in',
  failed: 'The sign-in was not completed. Try again.', noRole: 'Your account has no role here. Ask an administrator.', progress: 'Follow a request (no sign-in)',
  about: { leader: 'The 27 problems, rankings, hotspots, the live wall', analyst: 'All boards and exports', bureau: 'Dispatch quality, objections and limits', supervisor: 'Supervision, clues and the ledger', inspector: 'Replay, verification, evidence packs', district: 'Tickets and ranks of the district’s units', unit: 'Sign, contact, whistle, report', operator: 'Register a call', dispatcher: 'Dispatch and consultations', callback: 'Call back', admin: 'Running state and rebuilds' },
}
