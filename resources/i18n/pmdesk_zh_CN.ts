<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>Administration</name>
    <message>
      <source>Back up store</source>
      <translation>备份数据库</translation>
    </message>
    <message>
      <source>Restore backup</source>
      <translation>恢复备份</translation>
    </message>
    <message>
      <source>Store (*.store)</source>
      <translation>数据库 (*.store)</translation>
    </message>
    <message>
      <source>Store (*.store);;All files (*)</source>
      <translation>数据库 (*.store);;所有文件 (*)</translation>
    </message>
    <message>
      <source>The store is damaged: %1. Restore the last backup.</source>
      <translation>数据库已损坏：%1。请恢复最近的备份。</translation>
    </message>
    <message>
      <source>The store is whole: pages, tables and audit log fit together.</source>
      <translation>数据库完好：页面、数据表和审计日志均一致。</translation>
    </message>
    <message>
      <source>Your password was changed.</source>
      <translation>您的密码已修改。</translation>
    </message>
    <message>
      <source>audit log, entry %1</source>
      <translation>审计日志第 %1 条</translation>
    </message>
  </context>
  <context>
    <name>AlgorithmsView</name>
    <message>
      <source>1 − specificity</source>
      <translation>1 − 特异度</translation>
    </message>
    <message>
      <source>AUC</source>
      <translation>AUC</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>校准</translation>
    </message>
    <message>
      <source>Chosen: {chosen}. It is the simplest whose log loss lies within one standard error of the best ({best}). {patients} patients, {events} with the outcome ({share} %). Every figure is out of fold; [ ] is the 95 % interval.</source>
      <translation>选定：{chosen}。在对数损失与最优者（{best}）相差不超过一个标准误的算法中，它最简单。{patients} 名患者，{events} 名有结局（{share} %）。所有指标均为折外结果；[ ] 为 95% 区间。</translation>
    </message>
    <message>
      <source>Comparison of algorithms</source>
      <translation>算法比较</translation>
    </message>
    <message>
      <source>Decision curve</source>
      <translation>决策曲线</translation>
    </message>
    <message>
      <source>Learning curve</source>
      <translation>学习曲线</translation>
    </message>
    <message>
      <source>Net benefit</source>
      <translation>净获益</translation>
    </message>
    <message>
      <source>Not computed: tick it in the training step.</source>
      <translation>未计算：可在训练步骤中勾选。</translation>
    </message>
    <message>
      <source>Observed share</source>
      <translation>观察比例</translation>
    </message>
    <message>
      <source>Patients in training</source>
      <translation>训练患者数</translation>
    </message>
    <message>
      <source>Predicted probability</source>
      <translation>预测概率</translation>
    </message>
    <message>
      <source>ROC curve</source>
      <translation>ROC 曲线</translation>
    </message>
    <message>
      <source>Sensitivity</source>
      <translation>灵敏度</translation>
    </message>
    <message>
      <source>Threshold probability</source>
      <translation>阈值概率</translation>
    </message>
  </context>
  <context>
    <name>Audit</name>
    <message>
      <source>Details</source>
      <translation>详情</translation>
    </message>
    <message>
      <source>Hash</source>
      <translation>哈希值</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>序号</translation>
    </message>
    <message>
      <source>Of</source>
      <translation>对象</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>What</source>
      <translation>操作</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>用户</translation>
    </message>
    <message>
      <source>administer</source>
      <translation>管理</translation>
    </message>
    <message>
      <source>after</source>
      <translation>之后</translation>
    </message>
    <message>
      <source>allergies</source>
      <translation>过敏</translation>
    </message>
    <message>
      <source>analysis</source>
      <translation>分析</translation>
    </message>
    <message>
      <source>attempts while locked</source>
      <translation>锁定期间尝试次数</translation>
    </message>
    <message>
      <source>audit log</source>
      <translation>审计日志</translation>
    </message>
    <message>
      <source>backed up</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>backup</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>before</source>
      <translation>之前</translation>
    </message>
    <message>
      <source>case</source>
      <translation>病例</translation>
    </message>
    <message>
      <source>change</source>
      <translation>修改</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>修改</translation>
    </message>
    <message>
      <source>conditions</source>
      <translation>诊断</translation>
    </message>
    <message>
      <source>done</source>
      <translation>已完成</translation>
    </message>
    <message>
      <source>dossier</source>
      <translation>档案</translation>
    </message>
    <message>
      <source>drugs</source>
      <translation>用药</translation>
    </message>
    <message>
      <source>encounters</source>
      <translation>就诊</translation>
    </message>
    <message>
      <source>entered</source>
      <translation>录入</translation>
    </message>
    <message>
      <source>entries</source>
      <translation>条目数</translation>
    </message>
    <message>
      <source>export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>exported</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>family history</source>
      <translation>家族史</translation>
    </message>
    <message>
      <source>findings</source>
      <translation>所见</translation>
    </message>
    <message>
      <source>findings written</source>
      <translation>写入所见数</translation>
    </message>
    <message>
      <source>follow-ups</source>
      <translation>随访</translation>
    </message>
    <message>
      <source>genome</source>
      <translation>基因组</translation>
    </message>
    <message>
      <source>hash</source>
      <translation>哈希值</translation>
    </message>
    <message>
      <source>import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>kept as</source>
      <translation>保留为</translation>
    </message>
    <message>
      <source>last entry</source>
      <translation>最后一条</translation>
    </message>
    <message>
      <source>new decisions</source>
      <translation>新判定</translation>
    </message>
    <message>
      <source>new patient</source>
      <translation>新患者</translation>
    </message>
    <message>
      <source>not done</source>
      <translation>未进行</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>observations</source>
      <translation>观察指标</translation>
    </message>
    <message>
      <source>options</source>
      <translation>治疗方案</translation>
    </message>
    <message>
      <source>parts</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>passphrase</source>
      <translation>主密码</translation>
    </message>
    <message>
      <source>passphrase changed</source>
      <translation>更改主密码</translation>
    </message>
    <message>
      <source>password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>password set by an administrator</source>
      <translation>管理员重设密码</translation>
    </message>
    <message>
      <source>pathology</source>
      <translation>病理</translation>
    </message>
    <message>
      <source>patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>procedures</source>
      <translation>手术与操作</translation>
    </message>
    <message>
      <source>questionnaires</source>
      <translation>问卷</translation>
    </message>
    <message>
      <source>record</source>
      <translation>病历</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>已拒绝</translation>
    </message>
    <message>
      <source>removed</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>reports</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>restore</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>restored</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>revision</source>
      <translation>修订号</translation>
    </message>
    <message>
      <source>right</source>
      <translation>所需权限</translation>
    </message>
    <message>
      <source>role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>scores</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>series</source>
      <translation>序列</translation>
    </message>
    <message>
      <source>sign-in failed</source>
      <translation>登录失败</translation>
    </message>
    <message>
      <source>signed in</source>
      <translation>登录</translation>
    </message>
    <message>
      <source>stated answers</source>
      <translation>问答</translation>
    </message>
    <message>
      <source>store</source>
      <translation>数据库</translation>
    </message>
    <message>
      <source>store brought to a newer version</source>
      <translation>升级数据库版本</translation>
    </message>
    <message>
      <source>store made</source>
      <translation>创建数据库</translation>
    </message>
    <message>
      <source>studies</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>this workstation</source>
      <translation>本工作站</translation>
    </message>
    <message>
      <source>user</source>
      <translation>用户</translation>
    </message>
    <message>
      <source>user changed</source>
      <translation>用户变更</translation>
    </message>
    <message>
      <source>users</source>
      <translation>用户</translation>
    </message>
    <message>
      <source>version</source>
      <translation>版本</translation>
    </message>
    <message>
      <source>view</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>viewed</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>what</source>
      <translation>事项</translation>
    </message>
  </context>
  <context>
    <name>AuditDialog</name>
    <message>
      <source>%1 of %2 loaded entries</source>
      <translation>已加载 %2 条，显示 %1 条</translation>
    </message>
    <message>
      <source>Audit log</source>
      <translation>审计日志</translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>Check the log</source>
      <translation>校验日志</translation>
    </message>
    <message>
      <source>Checked: all %1 entries fit together.</source>
      <translation>校验完毕：全部 %1 条前后一致。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy the last entry's number and hash</source>
      <translation>复制最后一条的编号和哈希值</translation>
    </message>
    <message>
      <source>Entries of the audit log</source>
      <translation>审计日志条目</translation>
    </message>
    <message>
      <source>Every entry, also those that are not loaded; the export is logged</source>
      <translation>导出全部条目，包括未加载的；导出操作会记入日志</translation>
    </message>
    <message>
      <source>Export CSV...</source>
      <translation>导出 CSV…</translation>
    </message>
    <message>
      <source>Export audit log</source>
      <translation>导出审计日志</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>筛选</translation>
    </message>
    <message>
      <source>Filter by user, action, patient and number, day</source>
      <translation>按用户、操作、患者编号、日期筛选</translation>
    </message>
    <message>
      <source>Last entry</source>
      <translation>最后一条</translation>
    </message>
    <message>
      <source>Last entry, to be noted elsewhere</source>
      <translation>最后一条（请另行记录）</translation>
    </message>
    <message>
      <source>Load older</source>
      <translation>加载更早的条目</translation>
    </message>
    <message>
      <source>Number and hash of the last entry. Noted elsewhere, it shows later whether somebody with the passphrase has rewritten the log (pmdesk store verify --head).</source>
      <translation>最后一条的编号和哈希值。另行记录后，日后可据此判断知道主密码的人是否改写过日志（pmdesk store verify --head）。</translation>
    </message>
    <message>
      <source>Recomputes every link of the log, and checks the store's pages</source>
      <translation>重新计算日志的每一环，并校验数据库的页面</translation>
    </message>
    <message>
      <source>Saved: %1</source>
      <translation>已保存：%1</translation>
    </message>
    <message>
      <source>The log does not fit together from entry %1 on: it was changed from outside.</source>
      <translation>日志自第 %1 条起不连续：曾被外部改动。</translation>
    </message>
    <message>
      <source>The store is damaged: restore the last backup.</source>
      <translation>数据库已损坏：请恢复最近的备份。</translation>
    </message>
  </context>
  <context>
    <name>CardPanel</name>
    <message>
      <source>Checked {date}</source>
      <translation>核对日期 {date}</translation>
    </message>
    <message>
      <source>Level {level}, checked {date}</source>
      <translation>证据等级 {level}，核对日期 {date}</translation>
    </message>
    <message>
      <source>Not for: {what}</source>
      <translation>不适用于：{what}</translation>
    </message>
    <message>
      <source>Why: {title}</source>
      <translation>依据：{title}</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>依据</translation>
    </message>
  </context>
  <context>
    <name>CaseBrowser</name>
    <message>
      <source>(no description)</source>
      <translation>（无描述）</translation>
    </message>
    <message>
      <source>Drop a CT folder, a zip or a DICOMDIR here, or open the demo patient</source>
      <translation>将 CT 文件夹、zip 或 DICOMDIR 拖到此处，或打开演示患者</translation>
    </message>
    <message>
      <source>Files left out: {count}</source>
      <translation>未读入的文件：{count}</translation>
    </message>
    <message>
      <source>No images open</source>
      <translation>未打开影像</translation>
    </message>
    <message>
      <source>Nothing matches the search</source>
      <translation>没有符合检索条件的项目</translation>
    </message>
    <message>
      <source>Open images</source>
      <translation>打开影像</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Opened before</source>
      <translation>最近打开</translation>
    </message>
    <message>
      <source>Patients, studies and series</source>
      <translation>患者、检查与序列</translation>
    </message>
    <message>
      <source>Search patient, study, series</source>
      <translation>检索患者、检查、序列</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>另有 {count} 个</translation>
    </message>
    <message>
      <source>cannot be shown as a volume</source>
      <translation>无法作为容积显示</translation>
    </message>
    <message>
      <source>no images: a report, segmentation or plan</source>
      <translation>非图像：报告、分割或计划</translation>
    </message>
  </context>
  <context>
    <name>CaseController</name>
    <message>
      <source>Another patient was opened: the record and the variants of the one before were closed.</source>
      <translation>已打开另一名患者：前一名患者的病历和变异文件已关闭。</translation>
    </message>
    <message>
      <source>Open the current CT first, then the earlier one.</source>
      <translation>请先打开本次 CT，再打开既往 CT。</translation>
    </message>
  </context>
  <context>
    <name>CaseOpening</name>
    <message>
      <source>Close the record</source>
      <translation>关闭该病历</translation>
    </message>
    <message>
      <source>Compare as earlier CT</source>
      <translation>作为既往 CT 比较</translation>
    </message>
    <message>
      <source>Go on without saving</source>
      <translation>不保存并继续</translation>
    </message>
    <message>
      <source>Images were dropped while a case is open.</source>
      <translation>病例打开时拖入了影像。</translation>
    </message>
    <message>
      <source>Open earlier CT</source>
      <translation>打开既往 CT</translation>
    </message>
    <message>
      <source>Open image folder</source>
      <translation>打开图像文件夹</translation>
    </message>
    <message>
      <source>Open images, record or genome</source>
      <translation>打开图像、病历或基因组</translation>
    </message>
    <message>
      <source>Open instead</source>
      <translation>改为打开此影像</translation>
    </message>
    <message>
      <source>Open record</source>
      <translation>打开病历</translation>
    </message>
    <message>
      <source>Open variants</source>
      <translation>打开变异文件</translation>
    </message>
    <message>
      <source>Record or table (*.json *.csv *.tsv *.xlsx *.xls *.ods);;All files (*)</source>
      <translation>病历或数据表 (*.json *.csv *.tsv *.xlsx *.xls *.ods);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Same patient</source>
      <translation>同一患者</translation>
    </message>
    <message>
      <source>Save case...</source>
      <translation>保存病例…</translation>
    </message>
    <message>
      <source>Save to the store</source>
      <translation>保存到数据库</translation>
    </message>
    <message>
      <source>Stay here</source>
      <translation>留在此处</translation>
    </message>
    <message>
      <source>The decisions on the open case are not saved.</source>
      <translation>当前病例的决定尚未保存。</translation>
    </message>
    <message>
      <source>The record and the images differ in: %1. The record is not used until you confirm.</source>
      <translation>病历与图像的以下内容不一致：%1。确认之前不使用该病历。</translation>
    </message>
    <message>
      <source>Variants (*.vcf *.vcf.gz *.gz);;All files (*)</source>
      <translation>变异文件 (*.vcf *.vcf.gz *.gz);;所有文件 (*)</translation>
    </message>
  </context>
  <context>
    <name>CaseSaver</name>
    <message>
      <source>PDF (*.pdf)</source>
      <translation>PDF (*.pdf)</translation>
    </message>
    <message>
      <source>Save report</source>
      <translation>保存报告</translation>
    </message>
    <message>
      <source>Save the case into a folder</source>
      <translation>将病例保存到文件夹</translation>
    </message>
    <message>
      <source>Saved: %1</source>
      <translation>已保存：%1</translation>
    </message>
    <message>
      <source>There is nothing to save: open a case first.</source>
      <translation>没有可保存的内容：请先打开病例。</translation>
    </message>
  </context>
  <context>
    <name>ClosingQuestion</name>
    <message>
      <source>Close pmdesk</source>
      <translation>关闭 pmdesk</translation>
    </message>
    <message>
      <source>Close without saving</source>
      <translation>不保存并关闭</translation>
    </message>
    <message>
      <source>Save case...</source>
      <translation>保存病例…</translation>
    </message>
    <message>
      <source>Save to the store</source>
      <translation>保存到数据库</translation>
    </message>
    <message>
      <source>Stay here</source>
      <translation>留在此处</translation>
    </message>
    <message>
      <source>The decisions on the open case are not saved.</source>
      <translation>当前病例的决定尚未保存。</translation>
    </message>
  </context>
  <context>
    <name>ClosingScreen</name>
    <message>
      <source>Saving and closing</source>
      <translation>正在保存并关闭</translation>
    </message>
  </context>
  <context>
    <name>CodedNames</name>
    <message>
      <source>3 prime UTR variant</source>
      <translation>3′非翻译区变异</translation>
    </message>
    <message>
      <source>5 prime UTR variant</source>
      <translation>5′非翻译区变异</translation>
    </message>
    <message>
      <source>Acute appendicitis</source>
      <translation>急性阑尾炎</translation>
    </message>
    <message>
      <source>Acute coronary syndrome</source>
      <translation>急性冠脉综合征</translation>
    </message>
    <message>
      <source>After coronary intervention</source>
      <translation>冠脉介入治疗后</translation>
    </message>
    <message>
      <source>Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma</source>
      <translation>丙氨酸氨基转移酶</translation>
    </message>
    <message>
      <source>Albumin/Creatinine [Mass Ratio] in Urine</source>
      <translation>尿白蛋白/肌酐比值</translation>
    </message>
    <message>
      <source>Allergy to penicillin</source>
      <translation>青霉素过敏</translation>
    </message>
    <message>
      <source>Amlodipine</source>
      <translation>氨氯地平</translation>
    </message>
    <message>
      <source>Anaphylaxis</source>
      <translation>过敏性休克</translation>
    </message>
    <message>
      <source>Appendectomy</source>
      <translation>阑尾切除术</translation>
    </message>
    <message>
      <source>Aspirin</source>
      <translation>阿司匹林</translation>
    </message>
    <message>
      <source>Asthma</source>
      <translation>支气管哮喘</translation>
    </message>
    <message>
      <source>Atorvastatin</source>
      <translation>阿托伐他汀</translation>
    </message>
    <message>
      <source>Atrial fibrillation</source>
      <translation>心房颤动</translation>
    </message>
    <message>
      <source>Blood pressure and lipids</source>
      <translation>血压与血脂复查</translation>
    </message>
    <message>
      <source>Body height</source>
      <translation>身高</translation>
    </message>
    <message>
      <source>Body mass index</source>
      <translation>体重指数</translation>
    </message>
    <message>
      <source>Body weight</source>
      <translation>体重</translation>
    </message>
    <message>
      <source>Breast clinic</source>
      <translation>乳腺门诊</translation>
    </message>
    <message>
      <source>Breast pathology</source>
      <translation>乳腺病理</translation>
    </message>
    <message>
      <source>Breast-conserving surgery</source>
      <translation>保乳手术</translation>
    </message>
    <message>
      <source>Brisk walking, days a week</source>
      <translation>每周快走天数</translation>
    </message>
    <message>
      <source>Bronchospasm</source>
      <translation>支气管痉挛</translation>
    </message>
    <message>
      <source>C reactive protein [Mass/volume] in Serum or Plasma</source>
      <translation>C反应蛋白</translation>
    </message>
    <message>
      <source>Carcinoembryonic Ag [Mass/volume] in Serum or Plasma</source>
      <translation>癌胚抗原</translation>
    </message>
    <message>
      <source>Cardiology follow-up</source>
      <translation>心内科随访</translation>
    </message>
    <message>
      <source>Chest X-ray</source>
      <translation>胸部X线检查</translation>
    </message>
    <message>
      <source>Chest pain</source>
      <translation>胸痛</translation>
    </message>
    <message>
      <source>Cholesterol [Mass/volume] in Serum or Plasma</source>
      <translation>总胆固醇</translation>
    </message>
    <message>
      <source>Cholesterol in HDL [Mass/volume] in Serum or Plasma</source>
      <translation>高密度脂蛋白胆固醇</translation>
    </message>
    <message>
      <source>Cholesterol in HDL [Moles/volume] in Serum or Plasma</source>
      <translation>高密度脂蛋白胆固醇</translation>
    </message>
    <message>
      <source>Cholesterol in LDL [Mass/volume] in Serum or Plasma</source>
      <translation>低密度脂蛋白胆固醇</translation>
    </message>
    <message>
      <source>Cholesterol in LDL [Moles/volume] in Serum or Plasma</source>
      <translation>低密度脂蛋白胆固醇</translation>
    </message>
    <message>
      <source>Chronic kidney disease</source>
      <translation>慢性肾脏病</translation>
    </message>
    <message>
      <source>Chronic obstructive lung disease</source>
      <translation>慢性阻塞性肺疾病</translation>
    </message>
    <message>
      <source>Clopidogrel</source>
      <translation>氯吡格雷</translation>
    </message>
    <message>
      <source>Colonoscopy</source>
      <translation>结肠镜检查</translation>
    </message>
    <message>
      <source>Coronary angiography</source>
      <translation>冠状动脉造影</translation>
    </message>
    <message>
      <source>Coronary arteriosclerosis</source>
      <translation>冠状动脉粥样硬化</translation>
    </message>
    <message>
      <source>Creatinine [Mass/volume] in Serum or Plasma</source>
      <translation>肌酐</translation>
    </message>
    <message>
      <source>Current every day smoker</source>
      <translation>目前每日吸烟</translation>
    </message>
    <message>
      <source>Diastolic blood pressure</source>
      <translation>舒张压</translation>
    </message>
    <message>
      <source>Downstream gene variant</source>
      <translation>基因下游变异</translation>
    </message>
    <message>
      <source>Emergency room admission (procedure)</source>
      <translation>急诊就诊</translation>
    </message>
    <message>
      <source>Encounter for check up (procedure)</source>
      <translation>健康检查就诊</translation>
    </message>
    <message>
      <source>FEV1</source>
      <translation>第1秒用力呼气容积</translation>
    </message>
    <message>
      <source>FEV1/FVC</source>
      <translation>一秒率（FEV1/FVC）</translation>
    </message>
    <message>
      <source>Fasting glucose [Mass/volume] in Serum or Plasma</source>
      <translation>空腹血糖</translation>
    </message>
    <message>
      <source>Fever and cough</source>
      <translation>发热、咳嗽</translation>
    </message>
    <message>
      <source>Follow-up after breast cancer</source>
      <translation>乳腺癌治疗后随访</translation>
    </message>
    <message>
      <source>Former smoker</source>
      <translation>已戒烟</translation>
    </message>
    <message>
      <source>Frameshift variant</source>
      <translation>移码变异</translation>
    </message>
    <message>
      <source>Gefitinib</source>
      <translation>吉非替尼</translation>
    </message>
    <message>
      <source>Gene fusion</source>
      <translation>基因融合</translation>
    </message>
    <message>
      <source>Genetic analysis report</source>
      <translation>基因检测报告</translation>
    </message>
    <message>
      <source>Glomerular filtration rate/1.73 sq M.predicted</source>
      <translation>估算肾小球滤过率</translation>
    </message>
    <message>
      <source>Hemoglobin A1c/Hemoglobin.total in Blood</source>
      <translation>糖化血红蛋白</translation>
    </message>
    <message>
      <source>Hemoglobin [Mass/volume] in Blood</source>
      <translation>血红蛋白</translation>
    </message>
    <message>
      <source>History of Alcohol use</source>
      <translation>饮酒史</translation>
    </message>
    <message>
      <source>History of Occupation</source>
      <translation>职业史</translation>
    </message>
    <message>
      <source>Hospital stay</source>
      <translation>住院</translation>
    </message>
    <message>
      <source>Hyperlipidemia</source>
      <translation>高脂血症</translation>
    </message>
    <message>
      <source>Hypertensive disorder</source>
      <translation>高血压病</translation>
    </message>
    <message>
      <source>Inframe deletion</source>
      <translation>框内缺失</translation>
    </message>
    <message>
      <source>Inframe insertion</source>
      <translation>框内插入</translation>
    </message>
    <message>
      <source>Insulin</source>
      <translation>胰岛素</translation>
    </message>
    <message>
      <source>Intron variant</source>
      <translation>内含子变异</translation>
    </message>
    <message>
      <source>Iodinated contrast medium</source>
      <translation>含碘对比剂</translation>
    </message>
    <message>
      <source>Letrozole</source>
      <translation>来曲唑</translation>
    </message>
    <message>
      <source>Leukocytes [#/volume] in Blood by Automated count</source>
      <translation>白细胞计数</translation>
    </message>
    <message>
      <source>Levofloxacin</source>
      <translation>左氧氟沙星</translation>
    </message>
    <message>
      <source>Lipid Panel</source>
      <translation>血脂检查</translation>
    </message>
    <message>
      <source>Lump in the left breast</source>
      <translation>左乳肿块</translation>
    </message>
    <message>
      <source>Lumpectomy of breast</source>
      <translation>乳腺肿块切除术</translation>
    </message>
    <message>
      <source>Malignant neoplasm of breast</source>
      <translation>乳腺恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of bronchus or lung</source>
      <translation>支气管或肺恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of colon</source>
      <translation>结肠恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of ovary</source>
      <translation>卵巢恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of pancreas</source>
      <translation>胰腺恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of prostate</source>
      <translation>前列腺恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of rectum</source>
      <translation>直肠恶性肿瘤</translation>
    </message>
    <message>
      <source>Malignant neoplasm of stomach</source>
      <translation>胃恶性肿瘤</translation>
    </message>
    <message>
      <source>Metformin</source>
      <translation>二甲双胍</translation>
    </message>
    <message>
      <source>Missense variant</source>
      <translation>错义变异</translation>
    </message>
    <message>
      <source>Myocardial infarction</source>
      <translation>心肌梗死</translation>
    </message>
    <message>
      <source>Never smoker</source>
      <translation>从不吸烟</translation>
    </message>
    <message>
      <source>Oncology follow-up</source>
      <translation>肿瘤科随访</translation>
    </message>
    <message>
      <source>Osimertinib</source>
      <translation>奥希替尼</translation>
    </message>
    <message>
      <source>Percutaneous coronary intervention</source>
      <translation>经皮冠状动脉介入治疗</translation>
    </message>
    <message>
      <source>Plain chest X-ray</source>
      <translation>胸部X线平片</translation>
    </message>
    <message>
      <source>Platelets [#/volume] in Blood by Automated count</source>
      <translation>血小板计数</translation>
    </message>
    <message>
      <source>Pneumonia</source>
      <translation>肺炎</translation>
    </message>
    <message>
      <source>Pneumonia, unspecified organism</source>
      <translation>肺炎，病原体未特指</translation>
    </message>
    <message>
      <source>Prediabetes</source>
      <translation>糖尿病前期</translation>
    </message>
    <message>
      <source>Pulmonary emphysema</source>
      <translation>肺气肿</translation>
    </message>
    <message>
      <source>Radiotherapy of the breast, 15 fractions</source>
      <translation>乳腺放射治疗，15次</translation>
    </message>
    <message>
      <source>Raised blood pressure</source>
      <translation>血压升高</translation>
    </message>
    <message>
      <source>Rosuvastatin</source>
      <translation>瑞舒伐他汀</translation>
    </message>
    <message>
      <source>Simvastatin</source>
      <translation>辛伐他汀</translation>
    </message>
    <message>
      <source>Spirometry</source>
      <translation>肺功能检查</translation>
    </message>
    <message>
      <source>Splice acceptor variant</source>
      <translation>剪接受体变异</translation>
    </message>
    <message>
      <source>Splice donor variant</source>
      <translation>剪接供体变异</translation>
    </message>
    <message>
      <source>Splice region variant</source>
      <translation>剪接区变异</translation>
    </message>
    <message>
      <source>Stop gained</source>
      <translation>无义变异（提前终止）</translation>
    </message>
    <message>
      <source>Stroke</source>
      <translation>脑卒中</translation>
    </message>
    <message>
      <source>Synonymous variant</source>
      <translation>同义变异</translation>
    </message>
    <message>
      <source>Synthetic</source>
      <translation>合成数据</translation>
    </message>
    <message>
      <source>Systolic blood pressure</source>
      <translation>收缩压</translation>
    </message>
    <message>
      <source>Tamoxifen</source>
      <translation>他莫昔芬</translation>
    </message>
    <message>
      <source>Tiotropium</source>
      <translation>噻托溴铵</translation>
    </message>
    <message>
      <source>Tobacco smoking status</source>
      <translation>吸烟状态</translation>
    </message>
    <message>
      <source>Tobacco smoking status NHIS</source>
      <translation>吸烟状态</translation>
    </message>
    <message>
      <source>Triglyceride [Mass/volume] in Serum or Plasma</source>
      <translation>甘油三酯</translation>
    </message>
    <message>
      <source>Type 1 diabetes mellitus</source>
      <translation>1型糖尿病</translation>
    </message>
    <message>
      <source>Type 2 diabetes mellitus</source>
      <translation>2型糖尿病</translation>
    </message>
    <message>
      <source>Upstream gene variant</source>
      <translation>基因上游变异</translation>
    </message>
    <message>
      <source>Urticaria</source>
      <translation>荨麻疹</translation>
    </message>
    <message>
      <source>Valsartan</source>
      <translation>缬沙坦</translation>
    </message>
    <message>
      <source>Varenicline</source>
      <translation>伐尼克兰</translation>
    </message>
    <message>
      <source>Waist circumference</source>
      <translation>腰围</translation>
    </message>
    <message>
      <source>Warfarin</source>
      <translation>华法林</translation>
    </message>
    <message>
      <source>Yearly check</source>
      <translation>年度体检</translation>
    </message>
    <message>
      <source>invasive carcinoma of no special type, ER+ PR+ HER2-</source>
      <translation>浸润性癌（非特殊型），ER+ PR+ HER2-</translation>
    </message>
  </context>
  <context>
    <name>CohortColumns</name>
    <message>
      <source>Also means missing</source>
      <translation>也表示缺失</translation>
    </message>
    <message>
      <source>At least</source>
      <translation>下限</translation>
    </message>
    <message>
      <source>At most</source>
      <translation>上限</translation>
    </message>
    <message>
      <source>Break the figures down by this column: sex, age, ancestry, site</source>
      <translation>按此变量分组报告指标：性别、年龄、人群、中心</translation>
    </message>
    <message>
      <source>By group</source>
      <translation>分组</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>变量</translation>
    </message>
    <message>
      <source>Distinct</source>
      <translation>不同值</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>缺失</translation>
    </message>
    <message>
      <source>Numbers that are codes are categories</source>
      <translation>作为代码的数字属于分类</translation>
    </message>
    <message>
      <source>Plausible range: rows outside it are refused</source>
      <translation>合理范围：超出范围的行不予采用</translation>
    </message>
    <message>
      <source>Range, or the most frequent values</source>
      <translation>范围，或最常见的值</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>Rows without a value</source>
      <translation>没有值的行数</translation>
    </message>
    <message>
      <source>UCUM, for example mmol/L</source>
      <translation>UCUM 单位，例如 mmol/L</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>取值</translation>
    </message>
    <message>
      <source>Values that stand for “not measured”, with commas between: 0, 999</source>
      <translation>表示“未测”的值，以逗号分隔：0, 999</translation>
    </message>
    <message>
      <source>input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>input: the model sees it; outcome: what is predicted; patient: rows of one patient stay together</source>
      <translation>输入：模型使用；结局：预测目标；患者：同一患者的行不被拆分</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>不采用</translation>
    </message>
    <message>
      <source>outcome</source>
      <translation>结局</translation>
    </message>
    <message>
      <source>patient</source>
      <translation>患者</translation>
    </message>
  </context>
  <context>
    <name>CohortExternal</name>
    <message>
      <source>Column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Column of the table</source>
      <translation>数据表中的列</translation>
    </message>
    <message>
      <source>Cross-validated on the table that the model was trained on, as its card says</source>
      <translation>模型卡所载：在训练数据表上交叉验证所得</translation>
    </message>
    <message>
      <source>Figure</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>In its training</source>
      <translation>训练时</translation>
    </message>
    <message>
      <source>On this table</source>
      <translation>本表</translation>
    </message>
    <message>
      <source>Outside the range of training</source>
      <translation>超出训练范围</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行数</translation>
    </message>
    <message>
      <source>Rows where it is not known</source>
      <translation>未知的行</translation>
    </message>
    <message>
      <source>Value with its 95 % interval, bootstrap over patients</source>
      <translation>数值及 95% 区间（按患者自助抽样）</translation>
    </message>
    <message>
      <source>Why rows were refused</source>
      <translation>拒绝原因</translation>
    </message>
    <message>
      <source>not in the table</source>
      <translation>表中没有</translation>
    </message>
  </context>
  <context>
    <name>CohortGroups</name>
    <message>
      <source>Component {number}</source>
      <translation>主成分 {number}</translation>
    </message>
    <message>
      <source>Group {number}
{rows} rows</source>
      <translation>第 {number} 组
{rows} 行</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>组数</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入变量</translation>
    </message>
    <message>
      <source>Mean adjusted Rand index over bootstrap samples: 1 the same groups again, 0 chance</source>
      <translation>自助抽样中调整兰德指数的均值：1 表示重现相同分组，0 等同于随机</translation>
    </message>
    <message>
      <source>Mean silhouette: 1 well apart, 0 overlapping</source>
      <translation>平均轮廓系数：1 表示分离良好，0 表示重叠</translation>
    </message>
    <message>
      <source>Rows in each</source>
      <translation>各组行数</translation>
    </message>
    <message>
      <source>Silhouette</source>
      <translation>轮廓系数</translation>
    </message>
    <message>
      <source>Stability</source>
      <translation>稳定性</translation>
    </message>
    <message>
      <source>Structure</source>
      <translation>结构</translation>
    </message>
    <message>
      <source>none to speak of</source>
      <translation>基本没有</translation>
    </message>
    <message>
      <source>reasonable</source>
      <translation>合理</translation>
    </message>
    <message>
      <source>strong</source>
      <translation>强</translation>
    </message>
    <message>
      <source>weak</source>
      <translation>弱</translation>
    </message>
  </context>
  <context>
    <name>CohortPage</name>
    <message>
      <source>1  Table</source>
      <translation>1  数据表</translation>
    </message>
    <message>
      <source>2  Columns</source>
      <translation>2  变量</translation>
    </message>
    <message>
      <source>3  Training</source>
      <translation>3  训练</translation>
    </message>
    <message>
      <source>4  Comparison</source>
      <translation>4  比较</translation>
    </message>
    <message>
      <source>5  Inspection</source>
      <translation>5  解释</translation>
    </message>
    <message>
      <source>Data dictionary (*.json)</source>
      <translation>数据字典 (*.json)</translation>
    </message>
    <message>
      <source>Drop a CSV table here, one row a patient: choose what is to be predicted, train, compare and inspect. Nothing leaves this machine.</source>
      <translation>将 CSV 表拖到此处，每行一名患者：选择预测目标，训练、比较并解释模型。数据不会离开本机。</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>聚类与主成分</translation>
    </message>
    <message>
      <source>No cohort open</source>
      <translation>尚未打开队列</translation>
    </message>
    <message>
      <source>Open a data dictionary</source>
      <translation>打开数据字典</translation>
    </message>
    <message>
      <source>Open a table of patients</source>
      <translation>打开患者数据表</translation>
    </message>
    <message>
      <source>Open a table of patients...</source>
      <translation>打开患者数据表…</translation>
    </message>
    <message>
      <source>Open another table...</source>
      <translation>打开另一张表…</translation>
    </message>
    <message>
      <source>Rows of the table</source>
      <translation>表中的行</translation>
    </message>
    <message>
      <source>Save data dictionary</source>
      <translation>保存数据字典</translation>
    </message>
    <message>
      <source>Save model package...</source>
      <translation>保存模型包…</translation>
    </message>
    <message>
      <source>Save the model package into a folder</source>
      <translation>将模型包保存到文件夹</translation>
    </message>
    <message>
      <source>Saved: {folder}</source>
      <translation>已保存：{folder}</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>步骤</translation>
    </message>
    <message>
      <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
      <translation>数据表 (*.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Test a model</source>
      <translation>检验模型</translation>
    </message>
    <message>
      <source>Train first</source>
      <translation>请先训练</translation>
    </message>
    <message>
      <source>{count} lines have another number of cells and are left out.</source>
      <translation>{count} 行的单元格数不符，未采用。</translation>
    </message>
    <message>
      <source>{rows} rows, {columns} columns; read as {encoding}.</source>
      <translation>{rows} 行，{columns} 列；编码 {encoding}。</translation>
    </message>
  </context>
  <context>
    <name>CohortTraining</name>
    <message>
      <source>note</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>severe</source>
      <translation>严重</translation>
    </message>
    <message>
      <source>warning</source>
      <translation>警告</translation>
    </message>
  </context>
  <context>
    <name>CohortWords</name>
    <message>
      <source>0 is right; above 0 the model predicts too little on average</source>
      <translation>0 为理想；大于 0 表示平均预测偏低</translation>
    </message>
    <message>
      <source>1 is right; above 1 the model predicts too little</source>
      <translation>1 为理想；大于 1 表示模型预测偏低</translation>
    </message>
    <message>
      <source>1 is right; below 1 the predictions are too extreme</source>
      <translation>1 为理想；小于 1 表示预测过于极端</translation>
    </message>
    <message>
      <source>AUC</source>
      <translation>AUC</translation>
    </message>
    <message>
      <source>AUC lost</source>
      <translation>AUC 下降</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>准确率</translation>
    </message>
    <message>
      <source>Algorithm</source>
      <translation>算法</translation>
    </message>
    <message>
      <source>Average precision</source>
      <translation>平均精确率</translation>
    </message>
    <message>
      <source>Brier score</source>
      <translation>Brier 评分</translation>
    </message>
    <message>
      <source>By</source>
      <translation>分组变量</translation>
    </message>
    <message>
      <source>Calibration in the large</source>
      <translation>总体校准（截距）</translation>
    </message>
    <message>
      <source>Calibration slope</source>
      <translation>校准斜率</translation>
    </message>
    <message>
      <source>Concordance (Harrell's C)</source>
      <translation>一致性指数（Harrell C）</translation>
    </message>
    <message>
      <source>Decision tree</source>
      <translation>决策树</translation>
    </message>
    <message>
      <source>F1</source>
      <translation>F1</translation>
    </message>
    <message>
      <source>False-positive rate</source>
      <translation>假阳性率</translation>
    </message>
    <message>
      <source>Gradient boosting</source>
      <translation>梯度提升</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>组</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入变量</translation>
    </message>
    <message>
      <source>Log loss</source>
      <translation>对数损失</translation>
    </message>
    <message>
      <source>Log loss gained</source>
      <translation>对数损失增加</translation>
    </message>
    <message>
      <source>Logistic regression</source>
      <translation>逻辑回归</translation>
    </message>
    <message>
      <source>Lower is better; punishes sure mistakes</source>
      <translation>越低越好；对确信的错误惩罚更重</translation>
    </message>
    <message>
      <source>Mean fall of the AUC on out-of-fold rows when this input is shuffled, ± SD</source>
      <translation>打乱该变量后折外数据 AUC 的平均下降 ± 标准差</translation>
    </message>
    <message>
      <source>Mean squared distance of probability and outcome; lower is better</source>
      <translation>概率与结局之差的均方；越低越好</translation>
    </message>
    <message>
      <source>Multilayer perceptron</source>
      <translation>多层感知机</translation>
    </message>
    <message>
      <source>NPV</source>
      <translation>阴性预测值</translation>
    </message>
    <message>
      <source>Observed / predicted</source>
      <translation>观察/预测</translation>
    </message>
    <message>
      <source>Observed − predicted</source>
      <translation>观察 − 预测</translation>
    </message>
    <message>
      <source>PPV</source>
      <translation>阳性预测值</translation>
    </message>
    <message>
      <source>Patients</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Random forest</source>
      <translation>随机森林</translation>
    </message>
    <message>
      <source>Sensitivity</source>
      <translation>灵敏度</translation>
    </message>
    <message>
      <source>Share of pairs of patients that the model puts in the right order; 0.5 is chance</source>
      <translation>模型排序正确的患者对所占比例；0.5 相当于随机</translation>
    </message>
    <message>
      <source>Share of pairs, one with and one without the outcome, that the model ranks rightly; 0.5 is chance</source>
      <translation>一例有结局、一例无结局的配对中，模型排序正确的比例；0.5 等同于随机</translation>
    </message>
    <message>
      <source>Specificity</source>
      <translation>特异度</translation>
    </message>
    <message>
      <source>Support vector machine</source>
      <translation>支持向量机</translation>
    </message>
    <message>
      <source>With outcome</source>
      <translation>有结局</translation>
    </message>
    <message>
      <source>category</source>
      <translation>分类</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>number</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>too small to say</source>
      <translation>例数过少，无法判断</translation>
    </message>
    <message>
      <source>yes or no</source>
      <translation>是/否</translation>
    </message>
  </context>
  <context>
    <name>ColumnEditor</name>
    <message>
      <source>All dates of this column fit only: %1</source>
      <translation>本列所有日期只符合：%1</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Name under which a yes is entered</source>
      <translation>值为“是”时录入的名称</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>日期顺序</translation>
    </message>
    <message>
      <source>The cells hold</source>
      <translation>单元格内容</translation>
    </message>
    <message>
      <source>This suggestion is right</source>
      <translation>确认此建议</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Use the column as suggested; open questions stay to be answered</source>
      <translation>按建议使用本列；未回答的问题仍需回答</translation>
    </message>
    <message>
      <source>Values: %1</source>
      <translation>取值：%1</translation>
    </message>
    <message>
      <source>What the column %1 is</source>
      <translation>“%1”列的含义</translation>
    </message>
    <message>
      <source>choose</source>
      <translation>请选择</translation>
    </message>
    <message>
      <source>names; several apart by ;</source>
      <translation>名称（多个以分号隔开）</translation>
    </message>
    <message>
      <source>not known: keep as text</source>
      <translation>未知：按文本保留</translation>
    </message>
    <message>
      <source>yes or no</source>
      <translation>是或否</translation>
    </message>
  </context>
  <context>
    <name>ColumnsStep</name>
    <message>
      <source>%1 suggestions wait to be confirmed.</source>
      <translation>还有 %1 条建议待确认。</translation>
    </message>
    <message>
      <source>All suggestions are right</source>
      <translation>全部建议正确</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Columns of the table</source>
      <translation>表格的列</translation>
    </message>
    <message>
      <source>Decimal comma (1,5)</source>
      <translation>以逗号作小数点（1,5）</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Deleted: %1. The columns stay as they are; save them again to keep them.</source>
      <translation>已删除：%1。当前各列的设置不变，需要保留时请重新保存。</translation>
    </message>
    <message>
      <source>Is</source>
      <translation>含义</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>表格形式</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Numbers are written with a comma before the decimals</source>
      <translation>数字以逗号作小数点</translation>
    </message>
    <message>
      <source>Questions are open for: %1</source>
      <translation>以下各列尚有问题未回答：%1</translation>
    </message>
    <message>
      <source>Rows of one patient</source>
      <translation>同一患者的行</translation>
    </message>
    <message>
      <source>Save as...</source>
      <translation>另存为…</translation>
    </message>
    <message>
      <source>Save mapping</source>
      <translation>保存列设置</translation>
    </message>
    <message>
      <source>Saved mapping</source>
      <translation>已存列设置</translation>
    </message>
    <message>
      <source>Saved: %1</source>
      <translation>已保存：%1</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>取值</translation>
    </message>
    <message>
      <source>asks</source>
      <translation>待回答</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>set</source>
      <translation>已定</translation>
    </message>
    <message>
      <source>suggested</source>
      <translation>建议</translation>
    </message>
  </context>
  <context>
    <name>ColumnsView</name>
    <message>
      <source>Columns of the table</source>
      <translation>表中的变量</translation>
    </message>
    <message>
      <source>Give one column the role “outcome”: what the model is to predict.</source>
      <translation>请将一个变量的角色设为“结局”，即模型的预测目标。</translation>
    </message>
    <message>
      <source>Outcome: {column}. Which values mean yes?</source>
      <translation>结局：{column}。哪些值表示“是”？</translation>
    </message>
    <message>
      <source>Save data dictionary...</source>
      <translation>保存数据字典…</translation>
    </message>
    <message>
      <source>Take from a data dictionary...</source>
      <translation>采用已有数据字典…</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>{column} has more than {count} values: choose an outcome of a few values.</source>
      <translation>{column} 的取值超过 {count} 个：请选择取值较少的结局。</translation>
    </message>
    <message>
      <source>{value}  ({count} rows)</source>
      <translation>{value}（{count} 行）</translation>
    </message>
    <message>
      <source>“{text}” is no number.</source>
      <translation>“{text}”不是数字。</translation>
    </message>
  </context>
  <context>
    <name>CommandPalette</name>
    <message>
      <source>Commands</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Type a command</source>
      <translation>输入命令</translation>
    </message>
  </context>
  <context>
    <name>ComparisonView</name>
    <message>
      <source>Back to the score</source>
      <translation>返回该评分</translation>
    </message>
    <message>
      <source>Counts</source>
      <translation>统计的结局</translation>
    </message>
    <message>
      <source>Made for</source>
      <translation>适用人群</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>缺少</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Only here</source>
      <translation>仅此模型使用</translation>
    </message>
  </context>
  <context>
    <name>ConflictTable</name>
    <message>
      <source>Both</source>
      <translation>两者均保留</translation>
    </message>
    <message>
      <source>Contradictions</source>
      <translation>矛盾项</translation>
    </message>
    <message>
      <source>New file</source>
      <translation>新文件</translation>
    </message>
    <message>
      <source>Open record</source>
      <translation>当前病历</translation>
    </message>
    <message>
      <source>What</source>
      <translation>项目</translation>
    </message>
  </context>
  <context>
    <name>ContributionsSection</name>
    <message>
      <source>Compared with: {reference}</source>
      <translation>参照：{reference}</translation>
    </message>
    <message>
      <source>No share: {inputs}</source>
      <translation>无贡献：{inputs}</translation>
    </message>
    <message>
      <source>Right raises the result, left lowers it; a share is no statement about a cause.</source>
      <translation>向右使结果升高，向左使结果降低；份额不代表因果关系。</translation>
    </message>
    <message>
      <source>Share of each input in the sum of the model, as log hazard.</source>
      <translation>各输入项在模型总和中的份额（对数风险）。</translation>
    </message>
    <message>
      <source>Share of each input in the sum of the model, as log odds.</source>
      <translation>各输入项在模型总和中的份额（对数优势）。</translation>
    </message>
    <message>
      <source>Share of each input in the sum of the model, in the unit of the result.</source>
      <translation>各输入项在模型总和中的份额（与结果同单位）。</translation>
    </message>
    <message>
      <source>Share of each input in the sum of the model.</source>
      <translation>各输入项在模型总和中的份额。</translation>
    </message>
    <message>
      <source>The terms of the model's own sum, as log odds; with its constant of {constant} they give the log odds of the result.</source>
      <translation>模型自身加和中的各项（对数优势）；与常数 {constant} 相加即为结果的对数优势。</translation>
    </message>
    <message>
      <source>The terms of the model's own sum, in the unit of the result; added up they are the result.</source>
      <translation>模型自身加和中的各项，单位与结果相同；相加即为结果。</translation>
    </message>
    <message>
      <source>They compare the patient with no other person, and a term is no statement about a cause.</source>
      <translation>各项并非与他人比较，也不表示因果关系。</translation>
    </message>
    <message>
      <source>What moves the number</source>
      <translation>各因素的贡献</translation>
    </message>
    <message>
      <source>lowers the result</source>
      <translation>使结果降低</translation>
    </message>
    <message>
      <source>raises the result</source>
      <translation>使结果升高</translation>
    </message>
  </context>
  <context>
    <name>CreateDialog</name>
    <message>
      <source>Administrator</source>
      <translation>管理员</translation>
    </message>
    <message>
      <source>Choose a file.</source>
      <translation>请选择文件。</translation>
    </message>
    <message>
      <source>Choose...</source>
      <translation>选择…</translation>
    </message>
    <message>
      <source>Create</source>
      <translation>新建</translation>
    </message>
    <message>
      <source>Create store</source>
      <translation>新建数据库</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Keep it in the keyring of this computer</source>
      <translation>保存到本机的系统密钥环</translation>
    </message>
    <message>
      <source>Keep the passphrase in a safe place: without it nobody can read the store again.</source>
      <translation>请妥善保管主密码：一旦遗失，任何人都无法再读取该数据库。</translation>
    </message>
    <message>
      <source>Name the administrator.</source>
      <translation>请输入管理员姓名。</translation>
    </message>
    <message>
      <source>New store</source>
      <translation>新建数据库</translation>
    </message>
    <message>
      <source>One encrypted file keeps patients, findings and decisions. Images stay where they are; the store notes their places.</source>
      <translation>患者、所见和判定保存在一个加密文件中。影像留在原处，数据库只记录其位置。</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>主密码</translation>
    </message>
    <message>
      <source>Passphrase again</source>
      <translation>再次输入主密码</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>Password again</source>
      <translation>再次输入密码</translation>
    </message>
    <message>
      <source>Several people work here: each signs in</source>
      <translation>多人使用：每人分别登录</translation>
    </message>
    <message>
      <source>Store (*.store)</source>
      <translation>数据库 (*.store)</translation>
    </message>
    <message>
      <source>The password needs at least %1 characters.</source>
      <translation>密码至少需要 %1 个字符。</translation>
    </message>
    <message>
      <source>The two passphrases differ.</source>
      <translation>两次输入的主密码不一致。</translation>
    </message>
    <message>
      <source>The two passwords differ.</source>
      <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
      <source>Type a passphrase; several words are best.</source>
      <translation>请输入主密码；最好由多个词组成。</translation>
    </message>
    <message>
      <source>Whoever is logged in to this computer as you can then open the store without typing it</source>
      <translation>以您的身份登录本机的任何人都可直接打开数据库，无需输入主密码</translation>
    </message>
    <message>
      <source>Without users, whoever knows the passphrase may do everything, as "workstation"</source>
      <translation>未设用户时，知道主密码的人拥有全部权限，记为“workstation”</translation>
    </message>
  </context>
  <context>
    <name>DoseWords</name>
    <message>
      <source>, </source>
      <translation>，</translation>
    </message>
    <message>
      <source>after meals</source>
      <translation>饭后</translation>
    </message>
    <message>
      <source>as needed</source>
      <translation>必要时</translation>
    </message>
    <message>
      <source>at bedtime</source>
      <translation>睡前</translation>
    </message>
    <message>
      <source>at night</source>
      <translation>每晚</translation>
    </message>
    <message>
      <source>at once</source>
      <translation>立即</translation>
    </message>
    <message>
      <source>before meals</source>
      <translation>饭前</translation>
    </message>
    <message>
      <source>by mouth</source>
      <translation>口服</translation>
    </message>
    <message>
      <source>capsules</source>
      <translation>粒</translation>
    </message>
    <message>
      <source>drops</source>
      <translation>滴</translation>
    </message>
    <message>
      <source>every other day</source>
      <translation>隔日 1 次</translation>
    </message>
    <message>
      <source>every {hours} hours</source>
      <translation>每 {hours} 小时 1 次</translation>
    </message>
    <message>
      <source>in the afternoon</source>
      <translation>下午</translation>
    </message>
    <message>
      <source>in the morning</source>
      <translation>每晨</translation>
    </message>
    <message>
      <source>inhaled</source>
      <translation>吸入</translation>
    </message>
    <message>
      <source>into the eye</source>
      <translation>滴眼</translation>
    </message>
    <message>
      <source>into the nose</source>
      <translation>经鼻</translation>
    </message>
    <message>
      <source>intramuscularly</source>
      <translation>肌内注射</translation>
    </message>
    <message>
      <source>intravenously</source>
      <translation>静脉给药</translation>
    </message>
    <message>
      <source>on the skin</source>
      <translation>外用</translation>
    </message>
    <message>
      <source>once a month</source>
      <translation>每月 1 次</translation>
    </message>
    <message>
      <source>once a week</source>
      <translation>每周 1 次</translation>
    </message>
    <message>
      <source>puffs</source>
      <translation>喷</translation>
    </message>
    <message>
      <source>rectally</source>
      <translation>直肠给药</translation>
    </message>
    <message>
      <source>subcutaneously</source>
      <translation>皮下注射</translation>
    </message>
    <message>
      <source>tablets</source>
      <translation>片</translation>
    </message>
    <message>
      <source>under the tongue</source>
      <translation>舌下含服</translation>
    </message>
    <message>
      <source>units</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>{count} times a day</source>
      <translation>每日 {count} 次</translation>
    </message>
    <message>
      <source>{count} times a week</source>
      <translation>每周 {count} 次</translation>
    </message>
    <message>
      <source>{count} times in {span} days</source>
      <translation>每 {span} 日 {count} 次</translation>
    </message>
    <message>
      <source>{count} times in {span} hours</source>
      <translation>每 {span} 小时 {count} 次</translation>
    </message>
    <message>
      <source>{count} times in {span} minutes</source>
      <translation>每 {span} 分钟 {count} 次</translation>
    </message>
    <message>
      <source>{count} times in {span} months</source>
      <translation>每 {span} 个月 {count} 次</translation>
    </message>
    <message>
      <source>{count} times in {span} weeks</source>
      <translation>每 {span} 周 {count} 次</translation>
    </message>
    <message>
      <source>{count} times in {span} years</source>
      <translation>每 {span} 年 {count} 次</translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Demo patient</source>
      <translation>演示患者</translation>
    </message>
    <message>
      <source>Drop a CT folder here, or open the demo patient</source>
      <translation>将 CT 文件夹拖放到此处，或打开演示患者</translation>
    </message>
    <message>
      <source>Open images...</source>
      <translation>打开影像…</translation>
    </message>
  </context>
  <context>
    <name>EntryForm</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Save entry</source>
      <translation>保存条目</translation>
    </message>
  </context>
  <context>
    <name>Errors</name>
    <message>
      <source>A package {model} {installed} is installed already, so {model} {version} was not. To take its place, install it with the option to replace.</source>
      <translation>已安装模型包 {model} {installed}，因此未安装 {model} {version}。如需替换，请在安装时选择替换。</translation>
    </message>
    <message>
      <source>Columns of {path} give the outcome away or name the patient: {columns}. Nothing was trained. Leave them out (--exclude), or go on in spite of it (--allow-leakage); the result will say so.</source>
      <translation>{path} 中有泄露结局或标识患者的列：{columns}。未进行训练。请剔除这些列（--exclude），或仍要继续（--allow-leakage），结果中会注明。</translation>
    </message>
    <message>
      <source>It is not clear which values of {column} in {path} mean yes ({values}). Say so: --positive VALUE, or positive in the data dictionary.</source>
      <translation>{path} 的“{column}”列中哪些取值（{values}）表示“是”并不明确。请指定：--positive 取值，或在数据字典的 positive 中写明。</translation>
    </message>
    <message>
      <source>It is not said which values of {column} mean yes. Tick them; at least one must stay unticked.</source>
      <translation>尚未说明 {column} 的哪些值表示“是”。请勾选；至少留一个不勾选。</translation>
    </message>
    <message>
      <source>No DICOM image was found in {path}. Choose the folder, archive or DICOMDIR of a CT study.</source>
      <translation>在 {path} 中未找到 DICOM 图像。请选择 CT 检查的文件夹、压缩包或 DICOMDIR。</translation>
    </message>
    <message>
      <source>No column is the outcome yet. Give one the role “outcome” in the columns step.</source>
      <translation>尚未指定结局变量。请在变量步骤中将一个变量的角色设为“结局”。</translation>
    </message>
    <message>
      <source>No column of {path} is left as an input. Take at least one into the data dictionary.</source>
      <translation>{path} 没有可作为输入的列。请在数据字典中至少纳入一列。</translation>
    </message>
    <message>
      <source>No nodule of {path} is left to work with ({reason}). Choose other folds or other data.</source>
      <translation>{path} 中没有可用的结节（{reason}）。请选择其他数据折或其他数据。</translation>
    </message>
    <message>
      <source>No saved mapping fits the columns of {path}, and columns are not read by guesswork. Let --suggest write a proposal, edit it and pass it with --mapping. Saved mappings: {names}.</source>
      <translation>没有已保存的对应关系与 {path} 的列相符，程序不会猜测列的含义。请用 --suggest 生成建议，修改后以 --mapping 指定。已保存的对应关系：{names}。</translation>
    </message>
    <message>
      <source>None of the {rows} rows of {path} can be used (most often: {reason}). Correct the data dictionary or the table.</source>
      <translation>{path} 的 {rows} 行均无法使用（最常见原因：{reason}）。请更正数据字典或表格。</translation>
    </message>
    <message>
      <source>Something went wrong inside the program ({reason} in {place}). Your work is kept; please report this.</source>
      <translation>程序内部出错（{reason}，位于 {place}）。您的工作已保留，请反馈此问题。</translation>
    </message>
    <message>
      <source>The archive {path} holds entries that point outside of it and was refused. Ask its sender for a plain archive.</source>
      <translation>压缩包 {path} 含有指向包外的条目，已拒绝打开。请向发送方索取普通压缩包。</translation>
    </message>
    <message>
      <source>The archive {path} is damaged. Copy or download it again.</source>
      <translation>压缩包 {path} 已损坏。请重新复制或下载。</translation>
    </message>
    <message>
      <source>The archive {path} is protected by a password. Unpack it with its password and open the folder.</source>
      <translation>压缩包 {path} 有密码保护。请先用密码解压，再打开解压后的文件夹。</translation>
    </message>
    <message>
      <source>The archive {path} unpacks to more than is allowed. Unpack it yourself and open the folder.</source>
      <translation>压缩包 {path} 解压后超出允许大小。请自行解压后打开文件夹。</translation>
    </message>
    <message>
      <source>The description of the model {model} is not valid ({reason}). The model was not loaded; install its package again.</source>
      <translation>模型 {model} 的描述文件无效（{reason}）。模型未加载，请重新安装该模型包。</translation>
    </message>
    <message>
      <source>The disk is full, {path} was not written. Free some space or choose another folder, then save again.</source>
      <translation>磁盘已满，{path} 未写入。请释放空间或另选文件夹后重新保存。</translation>
    </message>
    <message>
      <source>The earlier CT belongs to another patient (the {reason} differs). The two were not compared; choose an earlier CT of this patient.</source>
      <translation>既往 CT 属于另一位患者（{reason}不一致），未进行比较。请选择该患者本人的既往 CT。</translation>
    </message>
    <message>
      <source>The image data of {path} could not be decoded ({reason}). Send or copy the study again.</source>
      <translation>{path} 的图像数据无法解码（{reason}）。请重新发送或复制该检查。</translation>
    </message>
    <message>
      <source>The knowledge table {path} is not valid ({reason}). Repair the program.</source>
      <translation>知识表 {path} 无效（{reason}）。请修复程序安装。</translation>
    </message>
    <message>
      <source>The mapping leaves {count} questions open for {path}. Answer them in the mapping; nothing was read.</source>
      <translation>{path} 的列对应关系中尚有 {count} 个问题未回答，未读取任何数据。请在对应关系中补充后重试。</translation>
    </message>
    <message>
      <source>The model was not run: {reason}. No finding here does not mean that there is none.</source>
      <translation>模型未运行：{reason}。此处没有发现不代表没有病变。</translation>
    </message>
    <message>
      <source>The model {model} could not be loaded ({reason}). Install its package again.</source>
      <translation>模型 {model} 无法加载（{reason}）。请重新安装该模型包。</translation>
    </message>
    <message>
      <source>The model {model} differs from what was released ({path}). It was not loaded; install its package again.</source>
      <translation>模型 {model} 与发布版本不一致（{path}）。模型未加载，请重新安装该模型包。</translation>
    </message>
    <message>
      <source>The model {model} does not fit its description ({reason}). It was not loaded; install its package again.</source>
      <translation>模型 {model} 与其描述不符（{reason}）。模型未加载，请重新安装该模型包。</translation>
    </message>
    <message>
      <source>The model {model} does not give its known result on this computer ({reason}). It is not used; update the graphics driver or choose the CPU.</source>
      <translation>模型 {model} 在本机未得到已知结果（{reason}）。该模型不予使用；请更新显卡驱动或选择 CPU。</translation>
    </message>
    <message>
      <source>The model {model} is not installed. Install its package or repair the program.</source>
      <translation>未安装模型 {model}。请安装该模型包或修复程序。</translation>
    </message>
    <message>
      <source>The model {model} stopped while it ran ({reason}). Try again, or choose the CPU in the settings.</source>
      <translation>模型 {model} 运行中断（{reason}）。请重试，或在设置中选择 CPU。</translation>
    </message>
    <message>
      <source>The positions of the slices do not form a volume ({reason}). Nothing is measured on this series.</source>
      <translation>层面位置无法构成容积（{reason}）。该序列不进行任何测量。</translation>
    </message>
    <message>
      <source>The record and the images differ in {reason}. Check that they belong to one patient.</source>
      <translation>病历与图像的以下内容不一致：{reason}。请核对是否为同一患者。</translation>
    </message>
    <message>
      <source>The record {path} could not be read ({reason}). Choose a FHIR R4 bundle or a pmdesk record.</source>
      <translation>病历 {path} 无法读取（{reason}）。请选择 FHIR R4 Bundle 或 pmdesk 病历文件。</translation>
    </message>
    <message>
      <source>The series {reason} is not among the opened images. Choose one of the series in the list.</source>
      <translation>已打开的图像中没有序列 {reason}。请从列表中选择序列。</translation>
    </message>
    <message>
      <source>The table in {path} reaches beyond {rows} rows or {columns} columns. Split it into smaller files.</source>
      <translation>{path} 中的表格超过 {rows} 行或 {columns} 列。请拆分为较小的文件。</translation>
    </message>
    <message>
      <source>The two CTs were not compared: no lungs were found in one of them ({found}). Choose a chest CT.</source>
      <translation>未进行比较：其中一次检查（{found}）未找到肺。请选择胸部 CT。</translation>
    </message>
    <message>
      <source>The two CTs were not compared: one of them ({found}) does not say that its values are Hounsfield units. Choose the original CT series.</source>
      <translation>未进行比较：其中一次检查（{found}）未注明像素值为亨氏单位。请选择原始 CT 序列。</translation>
    </message>
    <message>
      <source>The two CTs were not compared: the earlier one shows only {found} % of the lungs seen here. Choose a series that shows more of the chest.</source>
      <translation>未进行比较：既往 CT 仅覆盖本次所见肺部的 {found} %。请选择覆盖范围更大的序列。</translation>
    </message>
    <message>
      <source>The two CTs were not compared: they cannot be laid over each other ({reason}). Check that both show this patient's chest, or choose another series.</source>
      <translation>未进行比较：两次 CT 无法配准（{reason}）。请确认两次均为该患者的胸部检查，或改选其他序列。</translation>
    </message>
    <message>
      <source>The unit {unit} is not known. Write it as UCUM does, for example mg/dL, mmol/L or 10*9/L.</source>
      <translation>无法识别单位 {unit}。请按 UCUM 书写，例如 mg/dL、mmol/L 或 10*9/L。</translation>
    </message>
    <message>
      <source>The workbook {path} is damaged or cut off. Copy or export it again.</source>
      <translation>工作簿 {path} 已损坏或不完整。请重新复制或导出。</translation>
    </message>
    <message>
      <source>The workbook {path} is protected by a password. Save a copy without password and open that.</source>
      <translation>工作簿 {path} 受密码保护。请另存为无密码的副本后再打开。</translation>
    </message>
    <message>
      <source>There is no risk model {model}. These are the ones that can be applied to a table:</source>
      <translation>没有名为 {model} 的风险模型。可用于表格的模型有：</translation>
    </message>
    <message>
      <source>There is no saved mapping named {name}. There are: {names}.</source>
      <translation>没有名为 {name} 的已存列设置。现有：{names}。</translation>
    </message>
    <message>
      <source>There is not enough memory for this work. Close other programs and try again.</source>
      <translation>内存不足，无法完成此操作。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>These are images of several patients ({reason}). Choose one study in the list, or name its series with --series.</source>
      <translation>这些图像属于多名患者（{reason}）。请在列表中选择一项检查，或用 --series 指明序列。</translation>
    </message>
    <message>
      <source>This cannot be done as asked: {reason}.</source>
      <translation>无法按要求执行：{reason}。</translation>
    </message>
    <message>
      <source>This is the series that is open. Choose an earlier CT to compare it with.</source>
      <translation>这就是当前打开的序列。请选择一次既往 CT 进行比较。</translation>
    </message>
    <message>
      <source>This series holds colour images, not CT densities. Choose the CT series.</source>
      <translation>该序列为彩色图像，不是 CT 密度图像。请选择 CT 序列。</translation>
    </message>
    <message>
      <source>This series holds no slice that can be shown. Choose another series.</source>
      <translation>该序列没有可显示的层面。请选择其他序列。</translation>
    </message>
    <message>
      <source>This value is not possible for {field} ({limit}). The record was not changed.</source>
      <translation>{field} 不可能为此值（{limit}）。病历未更改。</translation>
    </message>
    <message>
      <source>Training needs PyTorch and ONNX, which are not installed: pip install pmdesk[train]</source>
      <translation>训练需要 PyTorch 和 ONNX，但尚未安装：pip install pmdesk[train]</translation>
    </message>
    <message>
      <source>{model} came with the program and cannot be removed; only packages that you installed can.</source>
      <translation>{model} 为程序自带，不能移除；只能移除您自己安装的模型包。</translation>
    </message>
    <message>
      <source>{model}: the input {input} is missing.</source>
      <translation>{model}：缺少输入项 {input}。</translation>
    </message>
    <message>
      <source>{model}: the value {value} of {input} cannot be used.</source>
      <translation>{model}：{input} 的值 {value} 无法使用。</translation>
    </message>
    <message>
      <source>{path} breaks off or is damaged in the record that begins on line {line}: a quotation mark is not closed, or stands in the wrong place. Export the table again, or choose another separator.</source>
      <translation>{path} 在始于第 {line} 行的记录处中断或损坏：引号未闭合或位置错误。请重新导出表格，或改选分隔符。</translation>
    </message>
    <message>
      <source>{path} cannot be used as data for training or measuring ({reason}). Mend or copy it again.</source>
      <translation>{path} 不能用作训练或评估数据（{reason}）。请修正或重新复制。</translation>
    </message>
    <message>
      <source>{path} could not be read ({reason}). Check your rights to the file and try again.</source>
      <translation>{path} 无法读取（{reason}）。请检查文件权限后重试。</translation>
    </message>
    <message>
      <source>{path} could not be written ({reason}). Nothing was changed; choose another folder.</source>
      <translation>{path} 无法写入（{reason}）。未作任何更改，请另选文件夹。</translation>
    </message>
    <message>
      <source>{path} does not hold exactly one model package (a folder with manifest.json). Choose the folder or zip file of one package.</source>
      <translation>{path} 中不是恰好一个模型包（含 manifest.json 的文件夹）。请选择单个模型包的文件夹或压缩文件。</translation>
    </message>
    <message>
      <source>{path} does not say to which genome build its positions belong. State GRCh37 or GRCh38; it is never assumed.</source>
      <translation>{path} 未说明其坐标所属的基因组版本。请指明 GRCh37 或 GRCh38；程序从不假定。</translation>
    </message>
    <message>
      <source>{path} does not state its encoding and could be read in several ways ({found}). Save it as UTF-8, or state the encoding with --encoding.</source>
      <translation>{path} 未注明编码，可能有多种读法（{found}）。请另存为 UTF-8，或用 --encoding 指定编码。</translation>
    </message>
    <message>
      <source>{path} ends before its image data is complete. Send or copy the study again.</source>
      <translation>{path} 的图像数据不完整（文件被截断）。请重新发送或复制该检查。</translation>
    </message>
    <message>
      <source>{path} has no VCF header (##fileformat and #CHROM lines). Export it again as VCF 4.</source>
      <translation>{path} 没有 VCF 文件头（##fileformat 与 #CHROM 行）。请重新导出为 VCF 4。</translation>
    </message>
    <message>
      <source>{path} has no column {column}. Choose one of its columns:</source>
      <translation>{path} 中没有“{column}”列。请从以下各列中选择：</translation>
    </message>
    <message>
      <source>{path} has no sheet named {sheet}. It has: {sheets}.</source>
      <translation>{path} 中没有名为 {sheet} 的工作表。现有：{sheets}。</translation>
    </message>
    <message>
      <source>{path} holds no image. It was left out.</source>
      <translation>{path} 不含图像，已略过。</translation>
    </message>
    <message>
      <source>{path} holds no rows below a header. Choose the file or sheet with the data.</source>
      <translation>{path} 的列名下没有数据行。请选择含数据的文件或工作表。</translation>
    </message>
    <message>
      <source>{path} holds the records of several patients. Export one patient and open that file.</source>
      <translation>{path} 含有多名患者的病历。请导出单个患者后再打开。</translation>
    </message>
    <message>
      <source>{path} holds these samples: {samples}. State which one is the patient's.</source>
      <translation>{path} 含有以下样本：{samples}。请指明哪一个属于该患者。</translation>
    </message>
    <message>
      <source>{path} holds {events} patients with the outcome and {others} without; at least {minimum} of each are needed to train and to measure. Nothing was trained.</source>
      <translation>{path} 中有结局的患者 {events} 例，无结局的 {others} 例；训练和评估各需至少 {minimum} 例。未进行训练。</translation>
    </message>
    <message>
      <source>{path} is a web page or XML, whatever its name says. Open it in a spreadsheet program, save it as .xlsx and open that.</source>
      <translation>无论文件名如何，{path} 实为网页或 XML。请用电子表格程序打开，另存为 .xlsx 后再打开。</translation>
    </message>
    <message>
      <source>{path} is damaged ({reason}). Copy or export it again.</source>
      <translation>{path} 已损坏（{reason}）。请重新复制或导出。</translation>
    </message>
    <message>
      <source>{path} is empty. Export or copy it again from its source.</source>
      <translation>{path} 为空文件。请从来源重新导出或复制。</translation>
    </message>
    <message>
      <source>{path} is larger than the {limit} allowed for this kind of file. Choose a smaller file.</source>
      <translation>{path} 超过此类文件允许的 {limit}。请选择较小的文件。</translation>
    </message>
    <message>
      <source>{path} is neither text nor a workbook. Export the table as CSV or .xlsx and open that.</source>
      <translation>{path} 既不是文本也不是工作簿。请将表格导出为 CSV 或 .xlsx 后再打开。</translation>
    </message>
    <message>
      <source>{path} is not a DICOM file and was left out.</source>
      <translation>{path} 不是 DICOM 文件，已略过。</translation>
    </message>
    <message>
      <source>{path} is not a data dictionary ({reason}). Correct it, or let a new one be proposed.</source>
      <translation>{path} 不是数据字典（{reason}）。请更正，或由程序重新建议。</translation>
    </message>
    <message>
      <source>{path} is not a mapping of columns that this program can use ({reason}).</source>
      <translation>{path} 不是本程序可用的列设置（{reason}）。</translation>
    </message>
    <message>
      <source>{path} is not a patient record: it holds {reason}. Choose a FHIR R4 bundle or a pmdesk record.</source>
      <translation>{path} 不是患者病历，其内容为 {reason}。请选择 FHIR R4 Bundle 或 pmdesk 病历文件。</translation>
    </message>
    <message>
      <source>{path} is not a table that can be read ({reason}). Give text with a header line and , or ; or a tab between the cells.</source>
      <translation>{path} 不是可读取的表格（{reason}）。请提供首行为列名、以逗号、分号或制表符分隔的文本。</translation>
    </message>
    <message>
      <source>{path} is not a variant file ({found}). Choose a VCF file, plain or gz.</source>
      <translation>{path} 不是变异文件（{found}）。请选择 VCF 文件（可为 gz 压缩）。</translation>
    </message>
    <message>
      <source>{path} is not text in the encoding {encoding} (near byte {place}). Choose another encoding.</source>
      <translation>{path} 不是 {encoding} 编码的文本（第 {place} 字节附近）。请改选编码。</translation>
    </message>
    <message>
      <source>{path} is on genome build {found}. Only GRCh37 and GRCh38 are read, each as what it is: state the right build or convert the file.</source>
      <translation>{path} 的基因组版本为 {found}。仅按原样读取 GRCh37 与 GRCh38：请指明正确版本或转换文件。</translation>
    </message>
    <message>
      <source>{path} is stored in a form this program cannot decode ({reason}). Export the study uncompressed.</source>
      <translation>{path} 的存储格式无法解码（{reason}）。请以未压缩格式导出该检查。</translation>
    </message>
    <message>
      <source>{path} lacks columns that the model {model} needs: {columns}. Name them as pmdesk risk describe {model} does.</source>
      <translation>{path} 缺少模型 {model} 所需的列：{columns}。列名请与 pmdesk risk describe {model} 的输出一致。</translation>
    </message>
    <message>
      <source>{path} was not found. Check the name, or whether the drive is connected.</source>
      <translation>未找到 {path}。请检查名称或磁盘是否已连接。</translation>
    </message>
  </context>
  <context>
    <name>EthnicWords</name>
    <message>
      <source>American Indian or Alaska Native</source>
      <translation>美洲印第安人或阿拉斯加原住民</translation>
    </message>
    <message>
      <source>Asian</source>
      <translation>亚裔</translation>
    </message>
    <message>
      <source>Black or African American</source>
      <translation>黑人或非裔美国人</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>华人</translation>
    </message>
    <message>
      <source>Han Chinese</source>
      <translation>汉族</translation>
    </message>
    <message>
      <source>Hispanic or Latino</source>
      <translation>西班牙裔或拉丁裔</translation>
    </message>
    <message>
      <source>Japanese</source>
      <translation>日本人</translation>
    </message>
    <message>
      <source>Korean</source>
      <translation>朝鲜族或韩国人</translation>
    </message>
    <message>
      <source>Native Hawaiian or Other Pacific Islander</source>
      <translation>夏威夷原住民或其他太平洋岛民</translation>
    </message>
    <message>
      <source>Not Hispanic or Latino</source>
      <translation>非西班牙裔或拉丁裔</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>Other Race</source>
      <translation>其他种族</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>不详</translation>
    </message>
    <message>
      <source>White</source>
      <translation>白人</translation>
    </message>
  </context>
  <context>
    <name>EvidenceSection</name>
    <message>
      <source>Computed for</source>
      <translation>计算日期</translation>
    </message>
    <message>
      <source>Implementation</source>
      <translation>实现等级</translation>
    </message>
    <message>
      <source>Publication</source>
      <translation>文献</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>版本</translation>
    </message>
    <message>
      <source>{source}. Checked {date}</source>
      <translation>{source}。核对日期 {date}</translation>
    </message>
    <message>
      <source>{source}. Level {level}</source>
      <translation>{source}。证据级别 {level}</translation>
    </message>
  </context>
  <context>
    <name>ExternalController</name>
    <message>
      <source>Saved: {folder}</source>
      <translation>已保存：{folder}</translation>
    </message>
  </context>
  <context>
    <name>ExternalForm</name>
    <message>
      <source>A saved model: those of the program, those you installed, and any folder</source>
      <translation>已保存的模型：程序自带的、已安装的，或任意文件夹中的</translation>
    </message>
    <message>
      <source>Check the zip file of a package and put it into your folder of models</source>
      <translation>检查模型包压缩文件，并放入您的模型文件夹</translation>
    </message>
    <message>
      <source>Column that names the hospital: figures are also given for each</source>
      <translation>标明医院的列：同时给出每家医院的指标</translation>
    </message>
    <message>
      <source>Column that names the patient, where one has several rows</source>
      <translation>标明患者的列（同一患者有多行时）</translation>
    </message>
    <message>
      <source>Column that says what really was the case</source>
      <translation>记录真实结局的列</translation>
    </message>
    <message>
      <source>Column with the time to death or to the end of the follow-up</source>
      <translation>至死亡或随访结束的时间列</translation>
    </message>
    <message>
      <source>Folder of a model package</source>
      <translation>模型包文件夹</translation>
    </message>
    <message>
      <source>Follow-up</source>
      <translation>随访时间</translation>
    </message>
    <message>
      <source>From a folder...</source>
      <translation>从文件夹选择…</translation>
    </message>
    <message>
      <source>Hospital</source>
      <translation>医院</translation>
    </message>
    <message>
      <source>Install a model package</source>
      <translation>安装模型包</translation>
    </message>
    <message>
      <source>Install a package...</source>
      <translation>安装模型包…</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Model packages (*.zip)</source>
      <translation>模型包 (*.zip)</translation>
    </message>
    <message>
      <source>More than {count} different values: choose another column.</source>
      <translation>不同取值超过 {count} 个：请选择其他列。</translation>
    </message>
    <message>
      <source>Not there: {columns}</source>
      <translation>缺少：{columns}</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>结局</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Test a package that is not installed, such as one just saved</source>
      <translation>检验未安装的模型包，例如刚保存的</translation>
    </message>
    <message>
      <source>The other values mean no; empty cells and negative numbers are not known</source>
      <translation>其余取值为“否”；空单元格与负数视为未知</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Unit of the follow-up</source>
      <translation>随访时间的单位</translation>
    </message>
    <message>
      <source>Values that mean yes</source>
      <translation>表示“是”的取值</translation>
    </message>
    <message>
      <source>days</source>
      <translation>天</translation>
    </message>
    <message>
      <source>months</source>
      <translation>月</translation>
    </message>
    <message>
      <source>weeks</source>
      <translation>周</translation>
    </message>
    <message>
      <source>years</source>
      <translation>年</translation>
    </message>
    <message>
      <source>{found} of {inputs} inputs in the table.</source>
      <translation>表中有 {inputs} 个输入变量中的 {found} 个。</translation>
    </message>
    <message>
      <source>{value}  ({count} rows)</source>
      <translation>{value}（{count} 行）</translation>
    </message>
    <message>
      <source>– none –</source>
      <translation>– 无 –</translation>
    </message>
  </context>
  <context>
    <name>ExternalResults</name>
    <message>
      <source>1 − specificity</source>
      <translation>1 − 特异度</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>校准</translation>
    </message>
    <message>
      <source>Concordance by subgroup</source>
      <translation>各亚组的一致性指数</translation>
    </message>
    <message>
      <source>Curves</source>
      <translation>曲线</translation>
    </message>
    <message>
      <source>Decision curve</source>
      <translation>决策曲线</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Figures by subgroup</source>
      <translation>各亚组指标</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>输入变量</translation>
    </message>
    <message>
      <source>Inputs and rows</source>
      <translation>输入变量与数据行</translation>
    </message>
    <message>
      <source>Kaplan–Meier</source>
      <translation>Kaplan–Meier</translation>
    </message>
    <message>
      <source>Net benefit</source>
      <translation>净获益</translation>
    </message>
    <message>
      <source>Observed share</source>
      <translation>观察比例</translation>
    </message>
    <message>
      <source>Predicted probability</source>
      <translation>预测概率</translation>
    </message>
    <message>
      <source>Predicted survival</source>
      <translation>预测生存率</translation>
    </message>
    <message>
      <source>ROC curve</source>
      <translation>ROC 曲线</translation>
    </message>
    <message>
      <source>Rows refused</source>
      <translation>被拒绝的行</translation>
    </message>
    <message>
      <source>Sensitivity</source>
      <translation>灵敏度</translation>
    </message>
    <message>
      <source>Subgroups</source>
      <translation>亚组</translation>
    </message>
    <message>
      <source>Threshold probability</source>
      <translation>阈值概率</translation>
    </message>
    <message>
      <source>What to know</source>
      <translation>须知</translation>
    </message>
    <message>
      <source>“Yes” from a probability of {threshold} on ({rule}).</source>
      <translation>概率 ≥ {threshold} 判为“是”（{rule}）。</translation>
    </message>
  </context>
  <context>
    <name>ExternalView</name>
    <message>
      <source>A model shows what it is worth on patients that it has not seen. Nothing is trained here, and nothing leaves this machine.</source>
      <translation>模型的价值要在未见过的患者中检验。此处不进行训练，数据不离开本机。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Copied.</source>
      <translation>已复制。</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <translation>复制为文本</translation>
    </message>
    <message>
      <source>Document (JSON), page (Markdown), curves and refused rows, into a folder</source>
      <translation>将文档（JSON）、报告页（Markdown）、曲线及被拒绝的行保存到文件夹</translation>
    </message>
    <message>
      <source>Installed: {model}</source>
      <translation>已安装：{model}</translation>
    </message>
    <message>
      <source>Progress of the test</source>
      <translation>检验进度</translation>
    </message>
    <message>
      <source>Save all...</source>
      <translation>全部保存…</translation>
    </message>
    <message>
      <source>Save the result into a folder</source>
      <translation>将结果保存到文件夹</translation>
    </message>
    <message>
      <source>Save the table</source>
      <translation>保存表格</translation>
    </message>
    <message>
      <source>Table as CSV...</source>
      <translation>表格存为 CSV…</translation>
    </message>
    <message>
      <source>Test the model</source>
      <translation>检验模型</translation>
    </message>
    <message>
      <source>The table in sight, as a CSV file</source>
      <translation>将当前表格存为 CSV 文件</translation>
    </message>
    <message>
      <source>The whole result as Markdown, into the clipboard</source>
      <translation>将全部结果以 Markdown 复制到剪贴板</translation>
    </message>
  </context>
  <context>
    <name>FamilyPage</name>
    <message>
      <source>Pedigree</source>
      <translation>家系图</translation>
    </message>
  </context>
  <context>
    <name>FieldEditor</name>
    <message>
      <source>Nobody living can have this date of birth; no age follows from it</source>
      <translation>在世者不可能有此出生日期，未据此计算年龄</translation>
    </message>
    <message>
      <source>Not a date; write it as 1961-04-18</source>
      <translation>不是日期；请写成 1961-04-18</translation>
    </message>
    <message>
      <source>Not a number; the record was not changed</source>
      <translation>不是数字；病历未改动</translation>
    </message>
    <message>
      <source>died {day}</source>
      <translation>已故（{day}）</translation>
    </message>
    <message>
      <source>not known; asked for by {models}</source>
      <translation>未知；{models} 需要此项</translation>
    </message>
    <message>
      <source>on an unknown day</source>
      <translation>日期不详</translation>
    </message>
    <message>
      <source>{age} by date of birth</source>
      <translation>{age}（按出生日期）</translation>
    </message>
  </context>
  <context>
    <name>FiguresSection</name>
    <message>
      <source>Further results of this model</source>
      <translation>该模型的其他结果</translation>
    </message>
  </context>
  <context>
    <name>FileStep</name>
    <message>
      <source>%1: %2 rows, %3 columns. The first rows are shown.</source>
      <translation>%1：%2 行，%3 列。下面显示前若干行。</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>First rows of the file</source>
      <translation>文件的前若干行</translation>
    </message>
    <message>
      <source>Names of the columns in row</source>
      <translation>列名所在行</translation>
    </message>
    <message>
      <source>Separator</source>
      <translation>分隔符</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>工作表</translation>
    </message>
    <message>
      <source>bar |</source>
      <translation>竖线 |</translation>
    </message>
    <message>
      <source>comma ,</source>
      <translation>逗号 ,</translation>
    </message>
    <message>
      <source>semicolon ;</source>
      <translation>分号 ;</translation>
    </message>
    <message>
      <source>tab</source>
      <translation>制表符</translation>
    </message>
  </context>
  <context>
    <name>FindingDetails</name>
    <message>
      <source>A remark for the report</source>
      <translation>写入报告的备注</translation>
    </message>
    <message>
      <source>Confirm the estimates of model and computation as your own</source>
      <translation>将模型与计算的估计值确认为您本人的判断</translation>
    </message>
    <message>
      <source>Confirm ≈</source>
      <translation>确认 ≈</translation>
    </message>
    <message>
      <source>Nodule {number}, {location}</source>
      <translation>结节 {number}，{location}</translation>
    </message>
    <message>
      <source>Remark</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Spiculated</source>
      <translation>毛刺征</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Upper lobe</source>
      <translation>位于上叶</translation>
    </message>
    <message>
      <source>Why is this a finding?</source>
      <translation>该发现的依据</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>依据</translation>
    </message>
  </context>
  <context>
    <name>FindingsModel</name>
    <message>
      <source>A person's decision; only accepted and edited findings reach the report</source>
      <translation>人工判定；仅接受或编辑过的发现进入报告</translation>
    </message>
    <message>
      <source>Change of volume since the earlier CT; ? marks a pair to be checked by eye</source>
      <translation>与既往 CT 相比的体积变化；? 表示需人工核对的配对</translation>
    </message>
    <message>
      <source>Density</source>
      <translation>密度</translation>
    </message>
    <message>
      <source>Drawn by a reader: no model score</source>
      <translation>由阅片者勾画，无模型评分</translation>
    </message>
    <message>
      <source>Growth</source>
      <translation>增长</translation>
    </message>
    <message>
      <source>Location</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Long</source>
      <translation>长径</translation>
    </message>
    <message>
      <source>Long axis, mm: largest diameter on one axial slice (RECIST 1.1)</source>
      <translation>长径（mm）：单层轴位上的最大径（RECIST 1.1）</translation>
    </message>
    <message>
      <source>Malig.</source>
      <translation>恶性</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>平均径</translation>
    </message>
    <message>
      <source>Mean density of the mask, Hounsfield units</source>
      <translation>分割区域的平均 CT 值（HU）</translation>
    </message>
    <message>
      <source>Mean diameter, mm: mean of long and short axis (Fleischner 2017)</source>
      <translation>平均径（mm）：长径与短径的平均值（Fleischner 2017）</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Nodule type; ≈ marks a model's estimate that nobody has confirmed</source>
      <translation>结节类型；≈ 表示尚未经人工确认的模型估计</translation>
    </message>
    <message>
      <source>Not judged by a model, which is not the same as benign</source>
      <translation>模型未作判断；这不等于良性</translation>
    </message>
    <message>
      <source>Not measured: there is no mask, or the geometry of the series cannot be trusted</source>
      <translation>未测量：没有分割区域，或该序列的几何信息不可信</translation>
    </message>
    <message>
      <source>Number and colour of the finding in every view</source>
      <translation>该发现在各视图中的编号与颜色</translation>
    </message>
    <message>
      <source>Probability that four radiologists would rate the nodule suspicious, estimated by a model; no pathology</source>
      <translation>模型估计的“四位放射科医师会评为可疑恶性”的概率；未经病理证实</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>审阅</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Short</source>
      <translation>短径</translation>
    </message>
    <message>
      <source>Short axis, mm: largest diameter across the long axis on its slice</source>
      <translation>短径（mm）：同一层面上与长径垂直的最大径</translation>
    </message>
    <message>
      <source>Side and third of the lung's height; lobes are not segmented</source>
      <translation>侧别及肺高度三等分区；未作肺叶分割</translation>
    </message>
    <message>
      <source>The model's score that this is a nodule, 0 to 1; not a probability of cancer</source>
      <translation>模型判断其为结节的评分（0–1），并非恶性概率</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>VDT</source>
      <translation>VDT</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>体积</translation>
    </message>
    <message>
      <source>Volume doubling time, days; ≥ where the change lies within measurement variability</source>
      <translation>体积倍增时间（天）；变化在测量变异范围内时以 ≥ 表示</translation>
    </message>
    <message>
      <source>Volume, mm³: voxels of the mask times the volume of a voxel</source>
      <translation>体积（mm³）：分割体素数乘以单个体素体积</translation>
    </message>
    <message>
      <source>no interval given by the model</source>
      <translation>模型未给出区间</translation>
    </message>
    <message>
      <source>rejected: {reason}</source>
      <translation>已否定：{reason}</translation>
    </message>
    <message>
      <source>{model} {version}, {interval}</source>
      <translation>{model} {version}，{interval}</translation>
    </message>
    <message>
      <source>{value} ({interval}), {model} {version}: what four radiologists would rate, no pathology</source>
      <translation>{value}（{interval}），{model} {version}：预测的是四位放射科医师的评分，未经病理证实</translation>
    </message>
    <message>
      <source>{value} ({origin})</source>
      <translation>{value}（{origin}）</translation>
    </message>
  </context>
  <context>
    <name>FindingsPanel</name>
    <message>
      <source>Accept</source>
      <translation>接受</translation>
    </message>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Copy the table</source>
      <translation>复制表格</translation>
    </message>
    <message>
      <source>Drop a CT folder here, or open the demo patient</source>
      <translation>将 CT 文件夹拖到此处，或打开演示患者</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Export the findings</source>
      <translation>导出发现</translation>
    </message>
    <message>
      <source>Export the table as CSV</source>
      <translation>将表格导出为 CSV</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>发现</translation>
    </message>
    <message>
      <source>Findings shown</source>
      <translation>显示的发现</translation>
    </message>
    <message>
      <source>Hidden below it: {count}. Move the slider to the right to see them.</source>
      <translation>低于该工作点而隐藏：{count} 个。向右移动滑块即可查看。</translation>
    </message>
    <message>
      <source>Next unreviewed finding</source>
      <translation>下一个未审阅的发现</translation>
    </message>
    <message>
      <source>No analysis yet</source>
      <translation>尚未分析</translation>
    </message>
    <message>
      <source>No finding matches this choice; show all to see the others</source>
      <translation>没有符合所选条件的发现；选择“全部”可查看其余</translation>
    </message>
    <message>
      <source>No images open</source>
      <translation>未打开影像</translation>
    </message>
    <message>
      <source>No mark at this operating point</source>
      <translation>当前工作点下无标记</translation>
    </message>
    <message>
      <source>No nodule found by {model}</source>
      <translation>{model} 未发现结节</translation>
    </message>
    <message>
      <source>Open images</source>
      <translation>打开影像</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Previous unreviewed finding</source>
      <translation>上一个未审阅的发现</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>否定</translation>
    </message>
    <message>
      <source>Reject, with a reason</source>
      <translation>否定并说明理由</translation>
    </message>
    <message>
      <source>Reportable</source>
      <translation>可报告</translation>
    </message>
    <message>
      <source>Run nodule finding</source>
      <translation>运行结节检测</translation>
    </message>
    <message>
      <source>Run nodule finding to list what the model sees in this series</source>
      <translation>运行结节检测，列出模型在该序列中的发现</translation>
    </message>
    <message>
      <source>This does not exclude nodules</source>
      <translation>这并不能排除结节</translation>
    </message>
    <message>
      <source>Unreviewed</source>
      <translation>未审阅</translation>
    </message>
    <message>
      <source>{reviewed} of {total} reviewed; only accepted and edited findings reach the report</source>
      <translation>已审阅 {reviewed}/{total}；仅接受或编辑过的发现进入报告</translation>
    </message>
  </context>
  <context>
    <name>Frequency</name>
    <message>
      <source>Of {total} people with these values, about {count} have this outcome</source>
      <translation>与此数值相同的 {total} 人中，约 {count} 人出现该结局</translation>
    </message>
    <message>
      <source>Of {total} people with these values, fewer than {count} has this outcome</source>
      <translation>与此数值相同的 {total} 人中，出现该结局者不足 {count} 人</translation>
    </message>
    <message>
      <source>Of {total} people with these values, more than {count} have this outcome</source>
      <translation>与此数值相同的 {total} 人中，出现该结局者超过 {count} 人</translation>
    </message>
    <message>
      <source>fewer than {count} in {total}</source>
      <translation>{total} 人中不足 {count} 人</translation>
    </message>
    <message>
      <source>more than {count} in {total}</source>
      <translation>{total} 人中超过 {count} 人</translation>
    </message>
    <message>
      <source>{count} in {total}</source>
      <translation>{total} 人中约 {count} 人</translation>
    </message>
  </context>
  <context>
    <name>GeneticSection</name>
    <message>
      <source>Combine</source>
      <translation>合并计算</translation>
    </message>
    <message>
      <source>Combine the clinical risk with a polygenic score</source>
      <translation>将临床风险与多基因风险评分合并</translation>
    </message>
    <message>
      <source>Not for: {what}</source>
      <translation>不适用于：{what}</translation>
    </message>
    <message>
      <source>Shows a second number beside the clinical one; the clinical one stays as it is</source>
      <translation>在临床风险之外另行显示一个数值；临床风险不变</translation>
    </message>
    <message>
      <source>There is no clinical risk to combine it with.</source>
      <translation>没有可合并的临床风险。</translation>
    </message>
    <message>
      <source>With a polygenic score</source>
      <translation>结合多基因风险评分</translation>
    </message>
  </context>
  <context>
    <name>GenomePanel</name>
    <message>
      <source>Any consequence</source>
      <translation>全部变异后果</translation>
    </message>
    <message>
      <source>Biomarkers only</source>
      <translation>仅生物标志物</translation>
    </message>
    <message>
      <source>Build {build} ({how}), sample {sample}</source>
      <translation>参考基因组 {build}（{how}），样本 {sample}</translation>
    </message>
    <message>
      <source>Clear the filter</source>
      <translation>清除筛选</translation>
    </message>
    <message>
      <source>Consequence</source>
      <translation>变异后果</translation>
    </message>
    <message>
      <source>Copy the table</source>
      <translation>复制表格</translation>
    </message>
    <message>
      <source>Depth ≥</source>
      <translation>深度 ≥</translation>
    </message>
    <message>
      <source>Drop a VCF file here, plain or .gz. A gene without a variant is "no variant reported", never "normal"</source>
      <translation>将 VCF 文件（未压缩或 .gz）拖到此处。未见变异的基因只表示“未报告变异”，不等于“正常”</translation>
    </message>
    <message>
      <source>Export the table as CSV</source>
      <translation>将表格导出为 CSV</translation>
    </message>
    <message>
      <source>Export the variants</source>
      <translation>导出变异</translation>
    </message>
    <message>
      <source>Gene</source>
      <translation>基因</translation>
    </message>
    <message>
      <source>Gene begins with</source>
      <translation>基因名开头</translation>
    </message>
    <message>
      <source>Least depth</source>
      <translation>最低深度</translation>
    </message>
    <message>
      <source>No genome open</source>
      <translation>未打开基因组</translation>
    </message>
    <message>
      <source>Open a genome</source>
      <translation>打开基因组</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Origin</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Origin of the variants</source>
      <translation>变异来源</translation>
    </message>
    <message>
      <source>Origin stated for each variant</source>
      <translation>各变异均已注明来源</translation>
    </message>
    <message>
      <source>PASS only</source>
      <translation>仅 PASS</translation>
    </message>
    <message>
      <source>Search gene, position, rs number, HGVS</source>
      <translation>检索基因、位置、rs 号、HGVS</translation>
    </message>
    <message>
      <source>Search the variants</source>
      <translation>检索变异</translation>
    </message>
    <message>
      <source>The file does not say whether its variants are germline or somatic; please state it</source>
      <translation>文件未说明变异为胚系还是体细胞来源，请指定</translation>
    </message>
    <message>
      <source>Variants</source>
      <translation>变异</translation>
    </message>
    <message>
      <source>Variants: {shown} of {total}</source>
      <translation>变异：{shown} / {total}</translation>
    </message>
    <message>
      <source>Variants: {total}</source>
      <translation>变异：{total}</translation>
    </message>
  </context>
  <context>
    <name>GenomeQuestion</name>
    <message>
      <source>%1 does not state its genome build. Positions mean different genes in each build.</source>
      <translation>%1 未注明基因组版本。同一坐标在不同版本中对应不同的基因。</translation>
    </message>
    <message>
      <source>Variant file</source>
      <translation>变异文件</translation>
    </message>
    <message>
      <source>Which sample is the patient's?</source>
      <translation>哪一个样本属于该患者？</translation>
    </message>
    <message>
      <source>choose</source>
      <translation>请选择</translation>
    </message>
  </context>
  <context>
    <name>GroupsView</name>
    <message>
      <source>Across</source>
      <translation>横轴</translation>
    </message>
    <message>
      <source>Component {number} ({share} %)</source>
      <translation>主成分 {number}（{share} %）</translation>
    </message>
    <message>
      <source>Components</source>
      <translation>主成分</translation>
    </message>
    <message>
      <source>Find groups</source>
      <translation>聚类</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>分组</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>组数</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>Numbers: median and quartiles. Others: the most frequent value.</source>
      <translation>数值：中位数（四分位数）。其他：最常见的值。</translation>
    </message>
    <message>
      <source>Rows on two principal components</source>
      <translation>各行在两个主成分上的位置</translation>
    </message>
    <message>
      <source>Rows that resemble each other in the inputs. The outcome takes no part; groups are no diagnoses.</source>
      <translation>按输入变量相似的行分组。结局不参与；分组不是诊断。</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>纵轴</translation>
    </message>
    <message>
      <source>agglomerative (Ward)</source>
      <translation>层次聚类（Ward）</translation>
    </message>
    <message>
      <source>best of 2 to 6</source>
      <translation>2 至 6 组中最佳</translation>
    </message>
    <message>
      <source>group {number}: {rows}</source>
      <translation>第 {number} 组：{rows}</translation>
    </message>
    <message>
      <source>k-means</source>
      <translation>k 均值</translation>
    </message>
    <message>
      <source>{rows} rows; {missing} % of the cells were not known and were filled in for this view; {refused} rows could not be used. Groups describe these rows, they are no diagnoses.</source>
      <translation>{rows} 行；{missing} % 的单元格未知，仅为此视图填补；{refused} 行无法采用。分组仅描述这些行，不是诊断。</translation>
    </message>
  </context>
  <context>
    <name>Growth</name>
    <message>
      <source>400 to 600 days (NELSON, BTS: indeterminate)</source>
      <translation>400–600 天（NELSON、BTS：不确定）</translation>
    </message>
    <message>
      <source>?</source>
      <translation>?</translation>
    </message>
    <message>
      <source>Band</source>
      <translation>分级</translation>
    </message>
    <message>
      <source>Comparison with the earlier CT</source>
      <translation>与既往 CT 比较</translation>
    </message>
    <message>
      <source>Doubling time</source>
      <translation>体积倍增时间</translation>
    </message>
    <message>
      <source>Earlier</source>
      <translation>既往</translation>
    </message>
    <message>
      <source>Earlier CT of {date}</source>
      <translation>既往 CT：{date}</translation>
    </message>
    <message>
      <source>Earlier CT of {date}, {days} days before</source>
      <translation>既往 CT：{date}，间隔 {days} 天</translation>
    </message>
    <message>
      <source>Earlier nodule {number}, {size}: {state}</source>
      <translation>既往结节 {number}，{size}：{state}</translation>
    </message>
    <message>
      <source>Earlier nodules without a partner now: {gone} gone, {unclear} unclear, {outside} not covered</source>
      <translation>既往结节本次未配对：消失 {gone}，不明确 {unclear}，未覆盖 {outside}</translation>
    </message>
    <message>
      <source>Growth</source>
      <translation>增长</translation>
    </message>
    <message>
      <source>Laid over each other on {landmarks} vessels; half of them lie within {residual_mm} mm, 95 % within {p95_mm} mm.</source>
      <translation>以 {landmarks} 处血管核对配准：半数相差不超过 {residual_mm} mm，95 % 不超过 {p95_mm} mm。</translation>
    </message>
    <message>
      <source>Lung-RADS</source>
      <translation>Lung-RADS</translation>
    </message>
    <message>
      <source>Mean diameter</source>
      <translation>平均直径</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>本次</translation>
    </message>
    <message>
      <source>Solid part</source>
      <translation>实性成分</translation>
    </message>
    <message>
      <source>The current CT shows lung at this place.</source>
      <translation>本次 CT 该处仅见肺组织。</translation>
    </message>
    <message>
      <source>The earlier CT shows lung at this place.</source>
      <translation>既往 CT 该处仅见肺组织。</translation>
    </message>
    <message>
      <source>The other CT does not show this place: nothing is known about it.</source>
      <translation>另一次 CT 未覆盖该部位，情况不明。</translation>
    </message>
    <message>
      <source>The other CT shows something dense at this place that could not be paired. Compare by eye.</source>
      <translation>另一次 CT 该处可见致密影，但无法配对。请人工对照。</translation>
    </message>
    <message>
      <source>Volume change</source>
      <translation>体积变化</translation>
    </message>
    <message>
      <source>at least {low} days, if it grows at all</source>
      <translation>即使增长，也不少于 {low} 天</translation>
    </message>
    <message>
      <source>gone</source>
      <translation>消失</translation>
    </message>
    <message>
      <source>growing</source>
      <translation>增大</translation>
    </message>
    <message>
      <source>growth (more than 1.5 mm within 12 months)</source>
      <translation>增大（12 个月内超过 1.5 mm）</translation>
    </message>
    <message>
      <source>n/c</source>
      <translation>未覆盖</translation>
    </message>
    <message>
      <source>new</source>
      <translation>新发</translation>
    </message>
    <message>
      <source>no growth by the 1.5 mm rule</source>
      <translation>按 1.5 mm 标准未增大</translation>
    </message>
    <message>
      <source>none, it shrinks</source>
      <translation>无（缩小）</translation>
    </message>
    <message>
      <source>not covered</source>
      <translation>未覆盖</translation>
    </message>
    <message>
      <source>not judged</source>
      <translation>未判定</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>未测量</translation>
    </message>
    <message>
      <source>over 600 days (NELSON, BTS: not suspicious)</source>
      <translation>超过 600 天（NELSON、BTS：不可疑）</translation>
    </message>
    <message>
      <source>paired</source>
      <translation>已配对</translation>
    </message>
    <message>
      <source>paired, not measured</source>
      <translation>已配对，未测量</translation>
    </message>
    <message>
      <source>shrinking</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>slow growth (more than 1.5 mm, over more than 12 months)</source>
      <translation>缓慢增大（超过 1.5 mm，间隔超过 12 个月）</translation>
    </message>
    <message>
      <source>unclear, compare</source>
      <translation>不明确，请对照</translation>
    </message>
    <message>
      <source>under 400 days (NELSON, BTS: suspicious)</source>
      <translation>短于 400 天（NELSON、BTS：可疑）</translation>
    </message>
    <message>
      <source>within measurement variability</source>
      <translation>在测量变异范围内</translation>
    </message>
    <message>
      <source>{long} × {short} mm, {volume} mm³</source>
      <translation>{long} × {short} mm，{volume} mm³</translation>
    </message>
    <message>
      <source>{value} (95 % interval {low} to {high})</source>
      <translation>{value}（95 % 区间 {low} 至 {high}）</translation>
    </message>
    <message>
      <source>{value} days (95 % interval {low} to {high})</source>
      <translation>{value} 天（95 % 区间 {low} 至 {high}）</translation>
    </message>
    <message>
      <source>{value} days (at least {low})</source>
      <translation>{value} 天（不少于 {low}）</translation>
    </message>
  </context>
  <context>
    <name>HeaderBar</name>
    <message>
      <source>%1 slices, %2 x %3 pixels</source>
      <translation>%1 层，%2 × %3 像素</translation>
    </message>
    <message>
      <source>%1 y</source>
      <translation>%1 岁</translation>
    </message>
    <message>
      <source>Dark theme</source>
      <translation>深色主题</translation>
    </message>
    <message>
      <source>Light theme</source>
      <translation>浅色主题</translation>
    </message>
    <message>
      <source>No patient open</source>
      <translation>未打开患者</translation>
    </message>
    <message>
      <source>age not known</source>
      <translation>年龄未知</translation>
    </message>
    <message>
      <source>date not stated</source>
      <translation>日期未注明</translation>
    </message>
    <message>
      <source>id not stated</source>
      <translation>编号未注明</translation>
    </message>
    <message>
      <source>name not stated</source>
      <translation>姓名未注明</translation>
    </message>
    <message>
      <source>spacing %1 x %2 x %3 mm (slice, row, column)</source>
      <translation>间距 %1 × %2 × %3 mm（层、行、列）</translation>
    </message>
    <message>
      <source>synthetic patient</source>
      <translation>合成患者</translation>
    </message>
  </context>
  <context>
    <name>HeatBar</name>
    <message>
      <source>Heat map</source>
      <translation>热力图</translation>
    </message>
    <message>
      <source>Opacity of the heat map</source>
      <translation>热力图不透明度</translation>
    </message>
    <message>
      <source>Where the malignancy model looked: each place is covered in turn, and the colour says how much the probability changes. It explains the model, not the nodule.</source>
      <translation>恶性概率模型关注的部位：逐处遮盖图像，颜色表示概率随之变化的幅度。它解释的是模型，而不是结节本身。</translation>
    </message>
  </context>
  <context>
    <name>HeatLegend</name>
    <message>
      <source>Change of probability when covered, percentage points</source>
      <translation>遮盖该处后概率的变化（百分点）</translation>
    </message>
    <message>
      <source>Making the heat map...</source>
      <translation>正在生成热力图……</translation>
    </message>
    <message>
      <source>No model has judged this nodule: there is nothing to explain</source>
      <translation>模型未对该结节作出判断，无可解释的内容</translation>
    </message>
    <message>
      <source>Select a nodule to see its heat map</source>
      <translation>请选择一个结节以查看其热力图</translation>
    </message>
    <message>
      <source>The heat map was not made</source>
      <translation>热力图未生成</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>lowers the score</source>
      <translation>该处降低评分</translation>
    </message>
    <message>
      <source>raises the score</source>
      <translation>该处提高评分</translation>
    </message>
  </context>
  <context>
    <name>HistorySection</name>
    <message>
      <source>Computed anew for each day on which a value was recorded. Answers that were given only later stand in for days on which there was none.</source>
      <translation>按每个有数值记录的日期重新计算。当时无记录的项目，以之后补充的回答代替。</translation>
    </message>
    <message>
      <source>Over time</source>
      <translation>随时间变化</translation>
    </message>
    <message>
      <source>Score over time; left and right walk from point to point</source>
      <translation>评分随时间变化；左右方向键逐点移动</translation>
    </message>
    <message>
      <source>{point}. Changed: {changes}</source>
      <translation>{point}。变化：{changes}</translation>
    </message>
  </context>
  <context>
    <name>Identity</name>
    <message>
      <source>{field} (images: {first}; record: {second})</source>
      <translation>{field}（影像：{first}；病历：{second}）</translation>
    </message>
    <message>
      <source>{field} (open record: {first}; new file: {second})</source>
      <translation>{field}（当前病历：{first}；新文件：{second}）</translation>
    </message>
  </context>
  <context>
    <name>ImagingView</name>
    <message>
      <source>Axial pane</source>
      <translation>轴位视图</translation>
    </message>
    <message>
      <source>Coronal pane</source>
      <translation>冠状位视图</translation>
    </message>
    <message>
      <source>Earlier CT pane</source>
      <translation>既往 CT 窗格</translation>
    </message>
    <message>
      <source>Image panes</source>
      <translation>影像视图</translation>
    </message>
    <message>
      <source>Sagittal pane</source>
      <translation>矢状位视图</translation>
    </message>
    <message>
      <source>Slab pane</source>
      <translation>层块投影视图</translation>
    </message>
    <message>
      <source>Window presets are in Hounsfield units, and this series does not say that its values are. Drag with the right button, or use the full range.</source>
      <translation>窗宽窗位预设以亨氏单位（HU）为准，而本序列未注明其数值为 HU。请按住右键拖动调窗，或使用全范围窗。</translation>
    </message>
  </context>
  <context>
    <name>ImportReportDialog</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Concerns</source>
      <translation>涉及内容</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy the selected row, or all rows</source>
      <translation>复制所选行；未选择时复制全部</translation>
    </message>
    <message>
      <source>Entries of the file</source>
      <translation>文件中的条目</translation>
    </message>
    <message>
      <source>Everything was understood.</source>
      <translation>所有内容均已识别。</translation>
    </message>
    <message>
      <source>Export as CSV...</source>
      <translation>导出为 CSV…</translation>
    </message>
    <message>
      <source>Export table</source>
      <translation>导出表格</translation>
    </message>
    <message>
      <source>In the file</source>
      <translation>文件中</translation>
    </message>
    <message>
      <source>Kind of entry</source>
      <translation>条目类别</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>未读入</translation>
    </message>
    <message>
      <source>Not understood in full</source>
      <translation>未完全识别的内容</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>数量</translation>
    </message>
    <message>
      <source>Of no use
for the record</source>
      <translation>与病历
无关</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>已读入</translation>
    </message>
    <message>
      <source>Resources</source>
      <translation>资源</translation>
    </message>
    <message>
      <source>Save the notes as a CSV table</source>
      <translation>将这些说明保存为 CSV 表格</translation>
    </message>
    <message>
      <source>What became of it</source>
      <translation>处理结果</translation>
    </message>
    <message>
      <source>What was read</source>
      <translation>读入报告</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>{file}: to be checked: {noted}.</source>
      <translation>{file}：需核对 {noted} 处。</translation>
    </message>
    <message>
      <source>{file}: {read} of {total} entries are in the record; of no use for it: {ignored}. Notes of something left out: {left_out}, kept as text only: {as_text}, to be checked: {noted}.</source>
      <translation>{file}：共 {total} 条，已读入病历 {read} 条，与病历无关 {ignored} 条。未读入 {left_out} 处，仅以文本保留 {as_text} 处，需核对 {noted} 处。</translation>
    </message>
  </context>
  <context>
    <name>InputEditor</name>
    <message>
      <source>Enter a value first.</source>
      <translation>请先输入数值。</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save: {what}</source>
      <translation>保存：{what}</translation>
    </message>
    <message>
      <source>YYYY-MM-DD</source>
      <translation>年-月-日</translation>
    </message>
    <message>
      <source>“{value}” is not a number.</source>
      <translation>“{value}”不是数字。</translation>
    </message>
    <message>
      <source>“{value}” is not taken: a whole number is needed, {limits}.</source>
      <translation>未接受“{value}”：需为整数，范围 {limits}。</translation>
    </message>
    <message>
      <source>“{value}” is not taken: the number must be within {limits}.</source>
      <translation>未接受“{value}”：数值须在 {limits} 之间。</translation>
    </message>
    <message>
      <source>“{value}” is not taken: write the day as YYYY-MM-DD.</source>
      <translation>未接受“{value}”：日期格式为 YYYY-MM-DD。</translation>
    </message>
  </context>
  <context>
    <name>InputsSection</name>
    <message>
      <source>Copy the inputs as a table</source>
      <translation>复制输入项表格</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Export the inputs</source>
      <translation>导出输入项</translation>
    </message>
    <message>
      <source>Export the inputs as CSV</source>
      <translation>将输入项导出为 CSV</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入项</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>输入项</translation>
    </message>
    <message>
      <source>Inputs ({count})</source>
      <translation>输入项（{count}）</translation>
    </message>
    <message>
      <source>Show where this value lives</source>
      <translation>跳转到该数值所在位置</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Taken by the model</source>
      <translation>模型接受范围</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>one of {count}</source>
      <translation>{count} 个选项之一</translation>
    </message>
    <message>
      <source>yes or no</source>
      <translation>是或否</translation>
    </message>
  </context>
  <context>
    <name>InspectionView</name>
    <message>
      <source>Figures by subgroup (chosen model, out of fold)</source>
      <translation>亚组指标（选定模型，折外）</translation>
    </message>
    <message>
      <source>Mean prediction when the input is set to each value</source>
      <translation>将该变量设为各值时的平均预测</translation>
    </message>
    <message>
      <source>No column was chosen to break the figures down by: tick “by group” in the columns step.</source>
      <translation>尚未选择分组变量：请在变量步骤中勾选“分组”。</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>Thin lines: single patients. Marks at the foot: where the data lie. It shows the model, no cause.</source>
      <translation>细线：单个患者。底部标记：数据所在位置。图示模型行为，不代表因果。</translation>
    </message>
    <message>
      <source>What the model relies on</source>
      <translation>模型所依据的变量</translation>
    </message>
    <message>
      <source>{column}: {figure} differs by {gap} between {highest} and {lowest} (limit {limit}).</source>
      <translation>{column}：{figure} 在 {highest} 与 {lowest} 之间相差 {gap}（限值 {limit}）。</translation>
    </message>
  </context>
  <context>
    <name>JobsChip</name>
    <message>
      <source>Cancel: %1</source>
      <translation>取消：%1</translation>
    </message>
    <message>
      <source>Idle</source>
      <translation>空闲</translation>
    </message>
    <message>
      <source>Nothing is running</source>
      <translation>没有正在运行的任务</translation>
    </message>
    <message>
      <source>Running work</source>
      <translation>正在运行的任务</translation>
    </message>
  </context>
  <context>
    <name>KeysDialog</name>
    <message>
      <source>Click into a field and press the new key. Tab leaves the field.</source>
      <translation>点击输入框并按下新的快捷键；按 Tab 离开输入框。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Commands and their keys</source>
      <translation>命令与快捷键</translation>
    </message>
    <message>
      <source>Default keys</source>
      <translation>默认快捷键</translation>
    </message>
    <message>
      <source>Every command has its default key again.</source>
      <translation>所有命令已恢复默认快捷键。</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>按键</translation>
    </message>
    <message>
      <source>Keyboard</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>No command and no key holds these words.</source>
      <translation>没有匹配的命令或快捷键。</translation>
    </message>
    <message>
      <source>Search a command or a key</source>
      <translation>检索命令或快捷键</translation>
    </message>
    <message>
      <source>no key</source>
      <translation>未设置</translation>
    </message>
    <message>
      <source>{key} now means “{command}”; “{former}” has no key any more.</source>
      <translation>{key} 现用于“{command}”；“{former}”不再有快捷键。</translation>
    </message>
  </context>
  <context>
    <name>Learning</name>
    <message>
      <source>95 % interval</source>
      <translation>95% 区间</translation>
    </message>
    <message>
      <source>AUC</source>
      <translation>AUC</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>准确率</translation>
    </message>
    <message>
      <source>All rows have the same outcome: order and calibration cannot be measured.</source>
      <translation>所有行的结局相同：无法评价区分度与校准。</translation>
    </message>
    <message>
      <source>At the threshold</source>
      <translation>阈值处的指标</translation>
    </message>
    <message>
      <source>Average precision</source>
      <translation>平均精确率（AP）</translation>
    </message>
    <message>
      <source>Brier score</source>
      <translation>Brier 分数</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>校准</translation>
    </message>
    <message>
      <source>Calibration intercept</source>
      <translation>校准截距</translation>
    </message>
    <message>
      <source>Calibration slope</source>
      <translation>校准斜率</translation>
    </message>
    <message>
      <source>Checking and installing a model package</source>
      <translation>正在检查并安装模型包</translation>
    </message>
    <message>
      <source>Concordance (Harrell's C)</source>
      <translation>一致性指数（Harrell C）</translation>
    </message>
    <message>
      <source>Decision curve</source>
      <translation>决策曲线</translation>
    </message>
    <message>
      <source>Decision tree</source>
      <translation>决策树</translation>
    </message>
    <message>
      <source>F1</source>
      <translation>F1 值</translation>
    </message>
    <message>
      <source>False positive rate</source>
      <translation>假阳性率</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Gradient boosting</source>
      <translation>梯度提升</translation>
    </message>
    <message>
      <source>Grouping the cohort</source>
      <translation>队列聚类</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>输入变量</translation>
    </message>
    <message>
      <source>Inputs not known in more than half of the rows: {columns}.</source>
      <translation>超过一半的行中缺失的输入变量：{columns}。</translation>
    </message>
    <message>
      <source>Inputs that the table does not have, not known in any row and filled in by the model: {columns}.</source>
      <translation>数据表中没有的输入变量（所有行均视为未知，由模型填补）：{columns}。</translation>
    </message>
    <message>
      <source>Log loss</source>
      <translation>对数损失</translation>
    </message>
    <message>
      <source>Logistic regression</source>
      <translation>逻辑回归</translation>
    </message>
    <message>
      <source>Looking for model packages</source>
      <translation>正在查找模型包</translation>
    </message>
    <message>
      <source>Multilayer perceptron</source>
      <translation>多层感知机</translation>
    </message>
    <message>
      <source>Negative predictive value</source>
      <translation>阴性预测值</translation>
    </message>
    <message>
      <source>No column names the patient: each row counts as one patient. If patients come more than once, name the column.</source>
      <translation>未指定患者列：每一行按一名患者计。如同一患者多次出现，请指定患者列。</translation>
    </message>
    <message>
      <source>Observed minus expected</source>
      <translation>实际率减预测率</translation>
    </message>
    <message>
      <source>Observed over expected</source>
      <translation>观察/预期比（O/E）</translation>
    </message>
    <message>
      <source>Outcome groups were weighted equally in fitting; probabilities rest on the calibration.</source>
      <translation>拟合时两个结局组等权；概率依赖于校准。</translation>
    </message>
    <message>
      <source>Outcome {column}: yes {yes}; no {no}; not known {unknown}.</source>
      <translation>结局变量 {column}：是 {yes}；否 {no}；未知 {unknown}。</translation>
    </message>
    <message>
      <source>Outcome: {positive} counts as yes, all of these as no: {values}. Correct the table if one of them means not known.</source>
      <translation>结局：{positive} 计为“是”，以下均计为“否”：{values}。如其中有表示“未知”的取值，请更正表格。</translation>
    </message>
    <message>
      <source>Positive predictive value</source>
      <translation>阳性预测值</translation>
    </message>
    <message>
      <source>Random forest</source>
      <translation>随机森林</translation>
    </message>
    <message>
      <source>Read from a column of another name: {columns}.</source>
      <translation>取自其他名称的列：{columns}。</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Rows refused</source>
      <translation>被拒绝的行</translation>
    </message>
    <message>
      <source>Rows with values outside the range seen in training: {columns}.</source>
      <translation>取值超出训练范围的行数：{columns}。</translation>
    </message>
    <message>
      <source>Sensitivity</source>
      <translation>灵敏度</translation>
    </message>
    <message>
      <source>Site {where} looks like the patients that the model was trained on: as many rows and events, and the same range of every number. Take it out: its figures say nothing about other patients.</source>
      <translation>中心 {where} 疑似模型的训练患者：行数、事件数及每个数值变量的范围均相同。请将其剔除：其指标不能说明模型在其他患者中的表现。</translation>
    </message>
    <message>
      <source>Specificity</source>
      <translation>特异度</translation>
    </message>
    <message>
      <source>Subgroups</source>
      <translation>亚组</translation>
    </message>
    <message>
      <source>Support vector machine</source>
      <translation>支持向量机</translation>
    </message>
    <message>
      <source>Testing a model on a table</source>
      <translation>正在用数据表检验模型</translation>
    </message>
    <message>
      <source>The package names no threshold: no sensitivity and no specificity. Give one to measure them.</source>
      <translation>模型包未给出阈值，因此没有灵敏度和特异度；如需计算，请指定阈值。</translation>
    </message>
    <message>
      <source>The probabilities are too extreme here (calibration slope below 1): low ones too low, high ones too high.</source>
      <translation>模型概率在此人群中过于极端（校准斜率 &lt;1）：低者过低，高者过高。</translation>
    </message>
    <message>
      <source>The probabilities are too high here on average (calibration intercept below 0). Recalibrate before any use with these patients.</source>
      <translation>模型概率在此人群中总体偏高（校准截距 &lt;0）。用于此类患者前须重新校准。</translation>
    </message>
    <message>
      <source>The probabilities are too low here on average (calibration intercept above 0). Recalibrate before any use with these patients.</source>
      <translation>模型概率在此人群中总体偏低（校准截距 &gt;0）。用于此类患者前须重新校准。</translation>
    </message>
    <message>
      <source>The probabilities are too moderate here (calibration slope above 1): they differ less than they should.</source>
      <translation>模型概率在此人群中过于居中（校准斜率 &gt;1）：高低差异小于应有的程度。</translation>
    </message>
    <message>
      <source>The support vector machine was left out: {rows} rows, at most {limit} are practical.</source>
      <translation>未训练支持向量机：共 {rows} 行，超过可行上限 {limit} 行。</translation>
    </message>
    <message>
      <source>This looks like the table that the model was trained on: as many rows and events, and the same range of every number. The figures then say nothing about other patients.</source>
      <translation>此表疑似模型的训练数据：行数、事件数及每个数值变量的范围均相同。若如此，这些指标不能说明模型在其他患者中的表现。</translation>
    </message>
    <message>
      <source>Training models of a table</source>
      <translation>表格模型训练</translation>
    </message>
    <message>
      <source>What a reader must know</source>
      <translation>读者须知</translation>
    </message>
    <message>
      <source>Whether single patients of this table were in the training cannot be told: a package keeps no rows, and nothing by which a patient could be recognised.</source>
      <translation>无法判断此表中的个别患者是否参与过训练：模型包不保存任何患者数据行，也不保存可识别患者的信息。</translation>
    </message>
    <message>
      <source>Whether {column} was recorded tells the outcome (AUC {auc}): perhaps it is only measured in those who are known to be ill. Leave it out if so.</source>
      <translation>“{column}”是否有记录即可提示结局（AUC {auc}）：可能仅对已知患病者检测。如属此情况，请剔除该列。</translation>
    </message>
    <message>
      <source>all</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>applying the model</source>
      <translation>正在应用模型</translation>
    </message>
    <message>
      <source>checking the table</source>
      <translation>检查表格</translation>
    </message>
    <message>
      <source>column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>figures by subgroup</source>
      <translation>计算亚组指标</translation>
    </message>
    <message>
      <source>figures with intervals</source>
      <translation>计算指标及置信区间</translation>
    </message>
    <message>
      <source>fixed beforehand</source>
      <translation>事先固定</translation>
    </message>
    <message>
      <source>given for this table</source>
      <translation>针对此表指定</translation>
    </message>
    <message>
      <source>group</source>
      <translation>组</translation>
    </message>
    <message>
      <source>grouping patients</source>
      <translation>患者聚类</translation>
    </message>
    <message>
      <source>here</source>
      <translation>本表</translation>
    </message>
    <message>
      <source>highest that reaches the sensitivity asked for, chosen without the fold it is applied to</source>
      <translation>达到所要求灵敏度的最高阈值，选取时不使用所应用的那一折</translation>
    </message>
    <message>
      <source>highest third</source>
      <translation>最高三分之一</translation>
    </message>
    <message>
      <source>importance of the columns</source>
      <translation>计算变量重要性</translation>
    </message>
    <message>
      <source>in its training</source>
      <translation>训练时</translation>
    </message>
    <message>
      <source>largest sensitivity + specificity − 1, chosen without the fold it is applied to</source>
      <translation>灵敏度 + 特异度 − 1 最大，选取时不使用所应用的那一折</translation>
    </message>
    <message>
      <source>learning curve</source>
      <translation>学习曲线</translation>
    </message>
    <message>
      <source>lowest third</source>
      <translation>最低三分之一</translation>
    </message>
    <message>
      <source>middle third</source>
      <translation>中间三分之一</translation>
    </message>
    <message>
      <source>neither yes nor no</source>
      <translation>既非“是”也非“否”</translation>
    </message>
    <message>
      <source>net benefit</source>
      <translation>净获益</translation>
    </message>
    <message>
      <source>no input known</source>
      <translation>所有输入均未知</translation>
    </message>
    <message>
      <source>not a number</source>
      <translation>不是数值</translation>
    </message>
    <message>
      <source>not among the categories</source>
      <translation>不在类别之列</translation>
    </message>
    <message>
      <source>not in the table</source>
      <translation>表中没有</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>note</source>
      <translation>提示</translation>
    </message>
    <message>
      <source>observed</source>
      <translation>观察</translation>
    </message>
    <message>
      <source>outcome is neither a value for yes nor one for no</source>
      <translation>结局既不是“是”的取值，也不是“否”的取值</translation>
    </message>
    <message>
      <source>outcome not known</source>
      <translation>结局未知</translation>
    </message>
    <message>
      <source>outside the plausible limits</source>
      <translation>超出合理范围</translation>
    </message>
    <message>
      <source>outside training</source>
      <translation>超出训练范围</translation>
    </message>
    <message>
      <source>outside what the model is for</source>
      <translation>超出模型适用范围</translation>
    </message>
    <message>
      <source>partial dependence</source>
      <translation>部分依赖</translation>
    </message>
    <message>
      <source>predicted</source>
      <translation>预测</translation>
    </message>
    <message>
      <source>reading the table</source>
      <translation>读取表格</translation>
    </message>
    <message>
      <source>reason</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>required and not known</source>
      <translation>必填项未知</translation>
    </message>
    <message>
      <source>rows</source>
      <translation>行数</translation>
    </message>
    <message>
      <source>severe</source>
      <translation>严重</translation>
    </message>
    <message>
      <source>the package's own</source>
      <translation>模型包自带</translation>
    </message>
    <message>
      <source>threshold</source>
      <translation>阈值</translation>
    </message>
    <message>
      <source>too few or too many cells</source>
      <translation>单元格过少或过多</translation>
    </message>
    <message>
      <source>too many inputs not known</source>
      <translation>未知的输入变量过多</translation>
    </message>
    <message>
      <source>too small to say</source>
      <translation>例数过少，无法判断</translation>
    </message>
    <message>
      <source>training the final model</source>
      <translation>训练最终模型</translation>
    </message>
    <message>
      <source>training: decision tree</source>
      <translation>训练：决策树</translation>
    </message>
    <message>
      <source>training: gradient boosting</source>
      <translation>训练：梯度提升</translation>
    </message>
    <message>
      <source>training: logistic regression</source>
      <translation>训练：逻辑回归</translation>
    </message>
    <message>
      <source>training: multilayer perceptron</source>
      <translation>训练：多层感知机</translation>
    </message>
    <message>
      <source>training: random forest</source>
      <translation>训练：随机森林</translation>
    </message>
    <message>
      <source>training: support vector machine</source>
      <translation>训练：支持向量机</translation>
    </message>
    <message>
      <source>treat all</source>
      <translation>全部干预</translation>
    </message>
    <message>
      <source>warning</source>
      <translation>警告</translation>
    </message>
    <message>
      <source>with outcome</source>
      <translation>有结局</translation>
    </message>
    <message>
      <source>{column} alone all but tells the outcome (AUC {auc}, {information} of its information): probably the outcome in other words, or a consequence of it. Leave it out.</source>
      <translation>仅凭“{column}”几乎就能判定结局（AUC {auc}，信息占比 {information}）：很可能是结局的另一种写法，或是结局的后果。请剔除。</translation>
    </message>
    <message>
      <source>{column} alone ranks the outcome with an AUC of {auc}. Make sure that it was known before the outcome.</source>
      <translation>仅凭“{column}”区分结局的 AUC 即达 {auc}。请确认该值在结局发生前已知。</translation>
    </message>
    <message>
      <source>{column} has the same value in every row: it cannot help. Leave it out.</source>
      <translation>“{column}”各行取值相同，没有作用。请剔除。</translation>
    </message>
    <message>
      <source>{column} holds dates: a date may lie after the outcome, and it does not come again. Leave it out, or use an interval in days that ends before the prediction.</source>
      <translation>“{column}”为日期：日期可能晚于结局，且不会重现。请剔除，或改用在预测之前截止的天数间隔。</translation>
    </message>
    <message>
      <source>{column} is named like an identifier. Leave it out unless it is a measurement.</source>
      <translation>“{column}”的名称像是标识符。若非测量值，请剔除。</translation>
    </message>
    <message>
      <source>{column} is not known in a share of {share} of the rows.</source>
      <translation>“{column}”缺失的行占比为 {share}。</translation>
    </message>
    <message>
      <source>{column} is not known in any row. Leave it out.</source>
      <translation>“{column}”在所有行中均缺失。请剔除。</translation>
    </message>
    <message>
      <source>{column} names rows or patients ({distinct} different values): a model learns it by heart. Leave it out, or name it as the patient column.</source>
      <translation>“{column}”用于标识行或患者（{distinct} 个不同取值），模型会死记硬背。请剔除，或将其指定为患者列。</translation>
    </message>
    <message>
      <source>{column} sounds like something known only after the outcome. Leave it out unless it is known when the prediction is made.</source>
      <translation>“{column}”看来要在结局之后才知道。除非预测时已知，否则请剔除。</translation>
    </message>
    <message>
      <source>{column}: a number, but {rows} cells hold other text ({examples}). These rows will be refused unless the text is declared as missing.</source>
      <translation>“{column}”：数值列，但有 {rows} 个单元格含其他文本（{examples}）。除非将该文本声明为缺失，否则这些行不予使用。</translation>
    </message>
    <message>
      <source>{column}: few whole numbers ({values}), proposed as a category. Make it a number if it counts or grades something.</source>
      <translation>“{column}”：仅有少数整数（{values}），建议作为类别。如表示计数或分级，请改为数值。</translation>
    </message>
    <message>
      <source>{column}: holds 0, which may stand for not measured. Declare 0 as missing if so.</source>
      <translation>“{column}”：含 0，可能表示未测。如是，请将 0 声明为缺失。</translation>
    </message>
    <message>
      <source>{column}: left out, dates.</source>
      <translation>“{column}”：未纳入，为日期。</translation>
    </message>
    <message>
      <source>{column}: left out, empty.</source>
      <translation>“{column}”：未纳入，为空列。</translation>
    </message>
    <message>
      <source>{column}: left out, free text ({distinct} different values).</source>
      <translation>“{column}”：未纳入，为自由文本（{distinct} 个不同取值）。</translation>
    </message>
    <message>
      <source>{column}: left out, it names rows or patients.</source>
      <translation>“{column}”：未纳入，用于标识行或患者。</translation>
    </message>
    <message>
      <source>{column}: left out, the same value everywhere.</source>
      <translation>“{column}”：未纳入，各行取值相同。</translation>
    </message>
    <message>
      <source>{column}: taken as a number, but named like an identifier. Please check.</source>
      <translation>“{column}”：按数值处理，但名称像是标识符。请核对。</translation>
    </message>
    <message>
      <source>{column}: {figure} differs by {gap} between {highest} and {lowest}.</source>
      <translation>{column}：{highest} 与 {lowest} 的{figure}相差 {gap}。</translation>
    </message>
    <message>
      <source>{column}: {values} different whole numbers, proposed as a number. Make it a category if they are codes.</source>
      <translation>“{column}”：{values} 个不同整数，建议作为数值。如为编码，请改为类别。</translation>
    </message>
    <message>
      <source>{events} patients in the smaller outcome group for {columns} inputs; {wanted} or more are wanted (ten an input). The model may overfit.</source>
      <translation>较小结局组 {events} 例，输入变量 {columns} 个；宜不少于 {wanted} 例（每个变量 10 例）。模型可能过拟合。</translation>
    </message>
    <message>
      <source>{events} patients in the smaller outcome group; with fewer than {wanted} the figures are rough (Collins 2016).</source>
      <translation>较少的结局组仅 {events} 例；少于 {wanted} 例时指标较粗略（Collins 2016）。</translation>
    </message>
    <message>
      <source>{label}: observed over expected events {ratio}; {at_risk} still followed.</source>
      <translation>{label}：观察/预期事件比 {ratio}；仍在随访 {at_risk} 例。</translation>
    </message>
    <message>
      <source>{model} {version} on {table}: {rows} of {all} rows used, {patients} patients, {events} with the outcome ({share} %).</source>
      <translation>{model} {version}，数据表 {table}：共 {all} 行，使用 {rows} 行，{patients} 名患者，{events} 例有结局（{share}%）。</translation>
    </message>
    <message>
      <source>{rows} rows could not be used (a share of {share}); they are listed with the reason.</source>
      <translation>{rows} 行无法使用（占比 {share}），已逐行列出原因。</translation>
    </message>
    <message>
      <source>{rows} rows repeat another row in every input and the outcome, so many that they could not be kept together. If they are copies of patients, remove them: the figures are too good.</source>
      <translation>{rows} 行的全部输入和结局与其他行相同，数量过多，无法归入同一侧。如为患者的重复记录，请删除：否则指标偏高。</translation>
    </message>
    <message>
      <source>{rows} rows repeat another row in every input and the outcome. Equal rows were kept on one side of each split; remove copies before trusting the numbers of patients.</source>
      <translation>{rows} 行的全部输入和结局与其他行相同。划分时相同的行均在同一侧；如为重复记录，请先删除，患者数才可信。</translation>
    </message>
  </context>
  <context>
    <name>LimitsSection</name>
    <message>
      <source>For whom, and for whom not</source>
      <translation>适用与不适用人群</translation>
    </message>
    <message>
      <source>Made for</source>
      <translation>适用人群</translation>
    </message>
    <message>
      <source>Not for</source>
      <translation>不适用于</translation>
    </message>
  </context>
  <context>
    <name>LockScreen</name>
    <message>
      <source>%1 is working here. What is open stays open behind this screen.</source>
      <translation>%1 正在使用本工作站。已打开的内容在锁屏后保持不变。</translation>
    </message>
    <message>
      <source>Another user...</source>
      <translation>其他用户…</translation>
    </message>
    <message>
      <source>Close the case and the store</source>
      <translation>关闭病例和数据库</translation>
    </message>
    <message>
      <source>Decisions are not saved: close all the same</source>
      <translation>有未保存的判定：仍然关闭</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>已锁定</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Needs the passphrase of the store</source>
      <translation>需要数据库的主密码</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>主密码</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>Saving and locking</source>
      <translation>正在保存并锁定</translation>
    </message>
    <message>
      <source>Sign in as another user; what is open stays open.</source>
      <translation>以其他用户登录；已打开的内容保持不变。</translation>
    </message>
    <message>
      <source>This is not the password of %1.</source>
      <translation>这不是 %1 的密码。</translation>
    </message>
    <message>
      <source>Unlock</source>
      <translation>解锁</translation>
    </message>
    <message>
      <source>What is open stays open behind this screen.</source>
      <translation>已打开的内容在锁屏后保持不变。</translation>
    </message>
    <message>
      <source>What was not saved is lost</source>
      <translation>未保存的内容将丢失</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>&amp;File</source>
      <translation>文件(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Findings</source>
      <translation>发现(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>帮助(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Image</source>
      <translation>图像(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Store</source>
      <translation>数据库(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>视图(&amp;V)</translation>
    </message>
    <message>
      <source>About pmdesk</source>
      <translation>关于 pmdesk</translation>
    </message>
    <message>
      <source>All commands...</source>
      <translation>全部命令…</translation>
    </message>
    <message>
      <source>Cases</source>
      <translation>病例</translation>
    </message>
    <message>
      <source>Cohort</source>
      <translation>队列</translation>
    </message>
    <message>
      <source>Default layout</source>
      <translation>默认布局</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>发现</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>Genome</source>
      <translation>基因组</translation>
    </message>
    <message>
      <source>Imaging</source>
      <translation>影像</translation>
    </message>
    <message>
      <source>Keyboard...</source>
      <translation>快捷键…</translation>
    </message>
    <message>
      <source>Light or dark theme</source>
      <translation>切换深浅主题</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>方案</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>病历</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Risk</source>
      <translation>风险</translation>
    </message>
    <message>
      <source>Risks</source>
      <translation>风险</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>pmdesk %1

Precision Medicine Desk: chest CT, record, genome, risks and treatment options in linked views, offline.

For research use. Not a cleared medical device. It supports a clinician's decision and does not replace it.</source>
      <translation>pmdesk %1

精准医学工作站：胸部 CT、病历、基因组、风险与治疗方案联动显示，离线运行。

仅供科研使用，非获批医疗器械。辅助而不替代临床医生的决定。</translation>
    </message>
    <message>
      <source>pmdesk - Precision Medicine Desk</source>
      <translation>pmdesk - 精准医学工作站</translation>
    </message>
  </context>
  <context>
    <name>MalignancyBlock</name>
    <message>
      <source>Heat map</source>
      <translation>热力图</translation>
    </message>
    <message>
      <source>Heat map in the image</source>
      <translation>在图像中显示热力图</translation>
    </message>
    <message>
      <source>Heat map over the nodule</source>
      <translation>结节上的热力图</translation>
    </message>
    <message>
      <source>It predicts the rating of four radiologists; no pathology was seen. Not for ruling cancer in or out, nor for leaving out follow-up or biopsy.</source>
      <translation>预测的是四位放射科医师的评分，未经病理证实。不得据此诊断或排除肺癌，也不得据此省略随访或活检。</translation>
    </message>
    <message>
      <source>Lowest and highest among the models of the ensemble; not a 95 % interval</source>
      <translation>集成模型中的最低值与最高值；并非 95% 区间</translation>
    </message>
    <message>
      <source>Malignancy</source>
      <translation>恶性概率</translation>
    </message>
    <message>
      <source>Of 100 nodules scored like this one, about {count} would be rated suspicious (mean of four radiologists above 3 of 5).</source>
      <translation>在 100 个得分与此相同的结节中，约有 {count} 个会被评为可疑恶性（四位放射科医师平均评分高于 3 分，满分 5 分）。</translation>
    </message>
    <message>
      <source>Of 100 nodules scored like this one, fewer than 1 would be rated suspicious (mean of four radiologists above 3 of 5).</source>
      <translation>在 100 个得分与此相同的结节中，会被评为可疑恶性的不到 1 个（四位放射科医师平均评分高于 3 分，满分 5 分）。</translation>
    </message>
    <message>
      <source>Of 100 nodules scored like this one, more than 99 would be rated suspicious (mean of four radiologists above 3 of 5).</source>
      <translation>在 100 个得分与此相同的结节中，超过 99 个会被评为可疑恶性（四位放射科医师平均评分高于 3 分，满分 5 分）。</translation>
    </message>
    <message>
      <source>Red: the picture there raises the score. Blue: it lowers it. It explains the model, not the nodule.</source>
      <translation>红色：该处图像提高评分；蓝色：降低评分。它解释的是模型，而不是结节本身。</translation>
    </message>
    <message>
      <source>Show in the image where the model looked</source>
      <translation>在图像中显示模型关注的部位</translation>
    </message>
    <message>
      <source>That is not the same as benign. A package with a malignancy model, and nodule finding run again, would give an estimate.</source>
      <translation>这不等于良性。安装恶性概率模型并重新检出结节后可得到估计值。</translation>
    </message>
    <message>
      <source>The model gives no interval</source>
      <translation>模型未给出区间</translation>
    </message>
    <message>
      <source>models {range}</source>
      <translation>各模型 {range}</translation>
    </message>
    <message>
      <source>no interval</source>
      <translation>无区间</translation>
    </message>
    <message>
      <source>not judged by a model</source>
      <translation>模型未作判断</translation>
    </message>
    <message>
      <source>{model} {version}, {device}</source>
      <translation>{model} {version}，{device}</translation>
    </message>
  </context>
  <context>
    <name>MalignancyWords</name>
    <message>
      <source>Malignancy {value}: mean rating of four radiologists above 3 of 5</source>
      <translation>恶性概率 {value}：四位放射科医师平均评分高于 3 分（满分 5 分）</translation>
    </message>
    <message>
      <source>Malignancy: not judged by a model, which is not the same as benign</source>
      <translation>恶性概率：模型未作判断；这不等于良性</translation>
    </message>
    <message>
      <source>Malignancy: {model}, version {version}, on {device}, {time}</source>
      <translation>恶性概率：{model}，版本 {version}，运行于 {device}，{time}</translation>
    </message>
    <message>
      <source>Ruling cancer in or out, or leaving out follow-up or biopsy: it predicts radiologists' ratings, not pathology.</source>
      <translation>不得据此诊断或排除肺癌，也不得据此省略随访或活检：预测的是放射科医师的评分，而非病理结果。</translation>
    </message>
  </context>
  <context>
    <name>MeasureBlock</name>
    <message>
      <source>1 for a sphere. Elongation: second over first axis; flatness: third over first axis. Compactness (IBSI): {compactness}.</source>
      <translation>球体为 1。伸长度：第二主轴与第一主轴之比；扁平度：第三主轴与第一主轴之比。紧致度（IBSI）：{compactness}。</translation>
    </message>
    <message>
      <source>Density (HU)</source>
      <translation>密度 (HU)</translation>
    </message>
    <message>
      <source>Form</source>
      <translation>形态</translation>
    </message>
    <message>
      <source>Largest part denser than −300 HU (Zheng 2017); vessels through the nodule count with it. Mean of long and short axis on the axial slice where it is longest. State your own figure in the field; empty it to take it back.</source>
      <translation>密度高于 −300 HU 的最大实性部分（Zheng 2017）；穿行血管亦计入。取其最长的轴位层面上长径与短径的平均值。可在输入框中填写您的测量值；清空即撤回。</translation>
    </message>
    <message>
      <source>Long axis on the axial slice where it is longest (slice {slice}), short axis perpendicular to it (RECIST 1.1).
Mean diameter: {lung_rads} mm for Lung-RADS v2022, {fleischner} mm for Fleischner 2017.
Sphere of the same volume: {effective} mm across.</source>
      <translation>长径取自最长的轴位层面（第 {slice} 层），短径与其垂直（RECIST 1.1）。
平均直径：Lung-RADS v2022 为 {lung_rads} mm，Fleischner 2017 为 {fleischner} mm。
等体积球直径：{effective} mm。</translation>
    </message>
    <message>
      <source>Mean diameter of the solid part in mm, as you state it</source>
      <translation>您测得的实性成分平均直径（mm）</translation>
    </message>
    <message>
      <source>Size (mm)</source>
      <translation>大小 (mm)</translation>
    </message>
    <message>
      <source>Solid part (mm)</source>
      <translation>实性成分 (mm)</translation>
    </message>
    <message>
      <source>Volume (mm³)</source>
      <translation>体积 (mm³)</translation>
    </message>
    <message>
      <source>Voxels at the edge count by their density between lung and nodule.</source>
      <translation>边缘体素按其介于肺与结节之间的密度计入（部分容积校正）。</translation>
    </message>
    <message>
      <source>Voxels of the outline, counted: the densities at the edge did not allow better (mixed density, little contrast, or other tissue around).</source>
      <translation>按轮廓内体素计数：边缘密度不足以作部分容积校正（密度混杂、对比度低或邻近其他组织）。</translation>
    </message>
    <message>
      <source>measured {mean}, {volume} mm³, {share} % of the volume</source>
      <translation>测得 {mean}，{volume} mm³，占体积 {share} %</translation>
    </message>
    <message>
      <source>no part denser than the threshold</source>
      <translation>无高于密度阈值的部分</translation>
    </message>
    <message>
      <source>sphericity {sphericity}, elongation {elongation}, flatness {flatness}</source>
      <translation>球形度 {sphericity}，伸长度 {elongation}，扁平度 {flatness}</translation>
    </message>
    <message>
      <source>your figure</source>
      <translation>您的测量值</translation>
    </message>
    <message>
      <source>{long} × {short}, mean {mean}</source>
      <translation>{long} × {short}，平均 {mean}</translation>
    </message>
    <message>
      <source>± one standard deviation, from the size, the slice thickness and repeated scans of patients.</source>
      <translation>± 一个标准差，依据结节大小、层厚及患者重复扫描的数据。</translation>
    </message>
  </context>
  <context>
    <name>MergeDialog</name>
    <message>
      <source>In the open record</source>
      <translation>当前病历</translation>
    </message>
    <message>
      <source>In the store</source>
      <translation>数据库中</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>New or completed: %1. The same: %2. Contradictory: %3.</source>
      <translation>新增或补充：%1 项；相同：%2 项；矛盾：%3 项。</translation>
    </message>
    <message>
      <source>Update and save</source>
      <translation>更新并保存</translation>
    </message>
    <message>
      <source>Update stored patient</source>
      <translation>更新数据库中的患者</translation>
    </message>
    <message>
      <source>What is stored and not in the open record stays.</source>
      <translation>数据库中已有而当前病历没有的内容予以保留。</translation>
    </message>
    <message>
      <source>Which is right?</source>
      <translation>以哪个为准？</translation>
    </message>
    <message>
      <source>both</source>
      <translation>两者均保留</translation>
    </message>
    <message>
      <source>choose</source>
      <translation>请选择</translation>
    </message>
    <message>
      <source>open record's</source>
      <translation>当前病历的</translation>
    </message>
    <message>
      <source>stored</source>
      <translation>数据库的</translation>
    </message>
  </context>
  <context>
    <name>MergePreviewDialog</name>
    <message>
      <source>A second record</source>
      <translation>第二份病历</translation>
    </message>
    <message>
      <source>All entries ({count})</source>
      <translation>全部条目（{count}）</translation>
    </message>
    <message>
      <source>All entries of the new file</source>
      <translation>新文件的全部条目</translation>
    </message>
    <message>
      <source>Both records are of the same patient</source>
      <translation>两份病历属于同一患者</translation>
    </message>
    <message>
      <source>Close the open record and open the new file</source>
      <translation>关闭当前病历，打开新文件</translation>
    </message>
    <message>
      <source>Confirm this to merge the records</source>
      <translation>合并前须确认</translation>
    </message>
    <message>
      <source>Contradictions ({count})</source>
      <translation>矛盾项（{count}）</translation>
    </message>
    <message>
      <source>Contradictions: which side counts?</source>
      <translation>矛盾项：以哪一方为准？</translation>
    </message>
    <message>
      <source>Do not use the new file</source>
      <translation>不使用新文件</translation>
    </message>
    <message>
      <source>Keep the open record</source>
      <translation>保留当前病历</translation>
    </message>
    <message>
      <source>Keep the open record's side of every contradiction</source>
      <translation>所有矛盾项均以当前病历为准</translation>
    </message>
    <message>
      <source>Leave out the entries that stand twice in one record ({count})</source>
      <translation>去除同一病历中的重复条目（{count}）</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>合并</translation>
    </message>
    <message>
      <source>New file</source>
      <translation>新文件</translation>
    </message>
    <message>
      <source>New file for all</source>
      <translation>全部以新文件为准</translation>
    </message>
    <message>
      <source>New, equal and contradictory entries</source>
      <translation>新增、相同和矛盾的条目</translation>
    </message>
    <message>
      <source>Not decided yet: {count}</source>
      <translation>尚未决定：{count} 项</translation>
    </message>
    <message>
      <source>Nothing contradicts.</source>
      <translation>无矛盾项。</translation>
    </message>
    <message>
      <source>Open record</source>
      <translation>当前病历</translation>
    </message>
    <message>
      <source>Open record for all</source>
      <translation>全部以当前病历为准</translation>
    </message>
    <message>
      <source>Part of the record</source>
      <translation>病历部分</translation>
    </message>
    <message>
      <source>Put both into one record; can be undone</source>
      <translation>将两份病历合为一份，可撤销</translation>
    </message>
    <message>
      <source>Replace the open record</source>
      <translation>替换当前病历</translation>
    </message>
    <message>
      <source>Same code, day and value, converted to one unit</source>
      <translation>编码、日期相同，且换算为同一单位后数值相同</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Take the new file's side of every contradiction</source>
      <translation>所有矛盾项均以新文件为准</translation>
    </message>
    <message>
      <source>What</source>
      <translation>项目</translation>
    </message>
    <message>
      <source>{file} beside the open record</source>
      <translation>{file} 与当前病历的比较</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
  </context>
  <context>
    <name>MissingRows</name>
    <message>
      <source>Show where this value lives</source>
      <translation>跳转到该数值所在位置</translation>
    </message>
  </context>
  <context>
    <name>MissingSection</name>
    <message>
      <source>Missing</source>
      <translation>缺少的数值</translation>
    </message>
    <message>
      <source>Not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>Nothing was assumed in place of these values. Fill them in here; it can be undone.</source>
      <translation>未以任何假设值代替。可在此直接填写，并可撤销。</translation>
    </message>
    <message>
      <source>The score was computed without these; they would refine it.</source>
      <translation>计算时未使用以下项目；补充后结果更精确。</translation>
    </message>
  </context>
  <context>
    <name>NamesEditor</name>
    <message>
      <source>Is</source>
      <translation>含义</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>不导入</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Names in the table</source>
      <translation>表中的项目名称</translation>
    </message>
    <message>
      <source>What the selected name is</source>
      <translation>所选名称的含义</translation>
    </message>
    <message>
      <source>kept under its own name</source>
      <translation>按原名保留</translation>
    </message>
  </context>
  <context>
    <name>NoContributionsSection</name>
    <message>
      <source>What moves the number</source>
      <translation>各因素的贡献</translation>
    </message>
  </context>
  <context>
    <name>NodeWords</name>
    <message>
      <source>(unit not known)</source>
      <translation>（单位不详）</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Nodule {number}, {location}</source>
      <translation>结节 {number}，{location}</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>序列</translation>
    </message>
    <message>
      <source>incomplete</source>
      <translation>信息不全</translation>
    </message>
    <message>
      <source>not applicable</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>未测量</translation>
    </message>
    <message>
      <source>{title}: {value}</source>
      <translation>{title}：{value}</translation>
    </message>
  </context>
  <context>
    <name>Notes</name>
    <message>
      <source>A GPU was asked for and is not usable: the model ran on the CPU.</source>
      <translation>要求使用 GPU 但不可用：模型在 CPU 上运行。</translation>
    </message>
    <message>
      <source>A study date is missing: no doubling time, and growth within 12 months is not judged.</source>
      <translation>缺少检查日期：不计算倍增时间，也不判断 12 个月内是否增大。</translation>
    </message>
    <message>
      <source>Aerated lung was found on one side only; check that the other side is in the images.</source>
      <translation>仅在一侧见到含气肺组织，请确认图像是否包含另一侧。</translation>
    </message>
    <message>
      <source>An element could not be read and was left out.</source>
      <translation>有一项内容无法读取，已略过。</translation>
    </message>
    <message>
      <source>Another nodule lies about as near: check the pair by eye.</source>
      <translation>另有结节距离相近：请人工核对配对。</translation>
    </message>
    <message>
      <source>Belongs to another patient; left out.</source>
      <translation>属于其他患者，已略过。</translation>
    </message>
    <message>
      <source>Both CTs bear the same date: no doubling time, and growth within 12 months is not judged.</source>
      <translation>两次 CT 日期相同：不计算倍增时间，也不判断 12 个月内是否增大。</translation>
    </message>
    <message>
      <source>Geometry regular</source>
      <translation>几何规则</translation>
    </message>
    <message>
      <source>Geometry: look</source>
      <translation>几何：请留意</translation>
    </message>
    <message>
      <source>Marked as entered in error; not used.</source>
      <translation>标记为录入错误，未使用。</translation>
    </message>
    <message>
      <source>Marked as refuted; not used.</source>
      <translation>标记为已排除，未使用。</translation>
    </message>
    <message>
      <source>Measurements locked</source>
      <translation>测量已锁定</translation>
    </message>
    <message>
      <source>No GPU was found: the model ran on the CPU, which takes longer.</source>
      <translation>未找到 GPU：模型在 CPU 上运行，耗时较长。</translation>
    </message>
    <message>
      <source>Not a valid FHIR R4 resource; left out.</source>
      <translation>不是有效的 FHIR R4 资源，已略过。</translation>
    </message>
    <message>
      <source>Only one of the two CTs was made with contrast; densities and volumes are less comparable.</source>
      <translation>两次 CT 中仅一次为增强扫描，密度和体积的可比性降低。</translation>
    </message>
    <message>
      <source>OpenVINO could not run the model: ONNX Runtime ran it.</source>
      <translation>OpenVINO 无法运行该模型，已改用 ONNX Runtime 运行。</translation>
    </message>
    <message>
      <source>OpenVINO does not give the model's known result on this computer: ONNX Runtime ran it.</source>
      <translation>OpenVINO 在本机未能得出该模型的已知结果，已改用 ONNX Runtime 运行。</translation>
    </message>
    <message>
      <source>OpenVINO was asked for and is not installed: ONNX Runtime ran the model.</source>
      <translation>指定使用 OpenVINO，但尚未安装，已由 ONNX Runtime 运行模型。</translation>
    </message>
    <message>
      <source>Pack-years in an unknown unit; not used.</source>
      <translation>包年单位未知，未使用。</translation>
    </message>
    <message>
      <source>Recorded as not done; left out.</source>
      <translation>记录为未执行，已略过。</translation>
    </message>
    <message>
      <source>Reference blocks of the gVCF are not listed as variants.</source>
      <translation>gVCF 的参考区块不列为变异。</translation>
    </message>
    <message>
      <source>Slice thickness differs: {prior_mm} mm then, {current_mm} mm now; volumes are less comparable.</source>
      <translation>层厚不同：既往 {prior_mm} mm，本次 {current_mm} mm，体积的可比性降低。</translation>
    </message>
    <message>
      <source>Slices are shifted against each other; distances and volumes are not measured.</source>
      <translation>层面之间有错位；不测量距离和体积。</translation>
    </message>
    <message>
      <source>Slices are {spacing_mm} mm apart; small nodules can be missed and volumes are rough.</source>
      <translation>层间距为 {spacing_mm} mm；小结节可能漏检，体积仅为粗略值。</translation>
    </message>
    <message>
      <source>Slices of several orientations are mixed; nothing is measured.</source>
      <translation>混有多个方向的层面；不进行任何测量。</translation>
    </message>
    <message>
      <source>Slices overlap.</source>
      <translation>层面重叠。</translation>
    </message>
    <message>
      <source>Smoking is stated in contradicting ways; not used.</source>
      <translation>吸烟史前后矛盾，未使用。</translation>
    </message>
    <message>
      <source>Some header lines of the variant file could not be read.</source>
      <translation>变异文件的部分文件头行无法读取。</translation>
    </message>
    <message>
      <source>Some lines of the variant file could not be read and were left out.</source>
      <translation>变异文件的部分行无法读取，已略过。</translation>
    </message>
    <message>
      <source>Some positions lie outside the stated genome build; check the build.</source>
      <translation>部分坐标超出所述基因组版本的范围；请核对版本。</translation>
    </message>
    <message>
      <source>The CT opened as the earlier one is the later one by its date: no doubling time, and growth is not judged.</source>
      <translation>作为既往打开的 CT 日期反而更晚：不计算倍增时间，也不判断是否增大。</translation>
    </message>
    <message>
      <source>The GPU's memory was small; the model ran in smaller parts.</source>
      <translation>GPU 显存不足；模型分小批运行。</translation>
    </message>
    <message>
      <source>The compressed variant file has no end mark; it may be incomplete.</source>
      <translation>压缩的变异文件没有结束标记，可能不完整。</translation>
    </message>
    <message>
      <source>The conversion to Hounsfield units is missing; densities are not known.</source>
      <translation>缺少 HU 换算参数；密度未知。</translation>
    </message>
    <message>
      <source>The date is incomplete; kept as stated.</source>
      <translation>日期不完整，按原样保留。</translation>
    </message>
    <message>
      <source>The distance between slices varies; distances and volumes are not measured.</source>
      <translation>层间距不一致；不测量距离和体积。</translation>
    </message>
    <message>
      <source>The file holds no genotypes: whether the patient carries a variant is not known.</source>
      <translation>文件不含基因型：患者是否携带变异未知。</translation>
    </message>
    <message>
      <source>The file is not annotated: genes and protein changes are known only where the position tells.</source>
      <translation>文件未注释：仅在位置可判定处给出基因和蛋白改变。</translation>
    </message>
    <message>
      <source>The file names a tumour and a normal sample; the tumour sample is shown.</source>
      <translation>文件含肿瘤和正常样本；显示的是肿瘤样本。</translation>
    </message>
    <message>
      <source>The gantry was tilted by {angle_deg}°.</source>
      <translation>机架倾斜 {angle_deg}°。</translation>
    </message>
    <message>
      <source>The geometry of one of the two CTs cannot be trusted: changes are not measured.</source>
      <translation>其中一次 CT 的几何信息不可信：不测量变化。</translation>
    </message>
    <message>
      <source>The images end inside the lungs: what lies above or below them was not searched.</source>
      <translation>扫描范围未包全双肺，图像范围以上或以下的肺未被检查。</translation>
    </message>
    <message>
      <source>The images name another body part than the chest; lungs were found and searched in them.</source>
      <translation>图像标注的检查部位不是胸部；其中可见肺，已在肺内检查。</translation>
    </message>
    <message>
      <source>The images were compressed with loss; densities and edges may be changed.</source>
      <translation>图像经有损压缩；密度和边缘可能改变。</translation>
    </message>
    <message>
      <source>The last line of the variant file is cut off.</source>
      <translation>变异文件最后一行不完整。</translation>
    </message>
    <message>
      <source>The medication is not named; left out.</source>
      <translation>未注明药物名称，已略过。</translation>
    </message>
    <message>
      <source>The orientation is not stated; sides are not labelled and nothing is measured.</source>
      <translation>未注明方位；不标注左右，不进行任何测量。</translation>
    </message>
    <message>
      <source>The patient is a child; the model was trained on adults only.</source>
      <translation>患者为儿童；模型仅用成人数据训练。</translation>
    </message>
    <message>
      <source>The pixel spacing is not stated; nothing is measured in millimetres.</source>
      <translation>未注明像素间距；不以毫米测量。</translation>
    </message>
    <message>
      <source>The reconstruction kernel differs: {prior} then, {current} now; volumes are less comparable.</source>
      <translation>重建卷积核不同：既往 {prior}，本次 {current}，体积的可比性降低。</translation>
    </message>
    <message>
      <source>The slices are oblique by {angle_deg}°; the panes follow the acquisition.</source>
      <translation>层面倾斜 {angle_deg}°；各窗格按采集方向显示。</translation>
    </message>
    <message>
      <source>The smoking status is not clear; not used.</source>
      <translation>吸烟状态不明确，未使用。</translation>
    </message>
    <message>
      <source>The two CTs do not both state a patient id: check that they are of one patient.</source>
      <translation>两次 CT 未均注明患者编号：请确认为同一患者。</translation>
    </message>
    <message>
      <source>The two CTs lie {residual_mm} mm apart after registration; check each pair by eye.</source>
      <translation>配准后两次 CT 仍相差 {residual_mm} mm，请逐一人工核对配对。</translation>
    </message>
    <message>
      <source>The unit is not known; kept as text.</source>
      <translation>单位未知，按文本保留。</translation>
    </message>
    <message>
      <source>The variant file holds no variants.</source>
      <translation>变异文件中没有变异。</translation>
    </message>
    <message>
      <source>The volume was counted in another way in the earlier CT; the change is less sure.</source>
      <translation>既往 CT 的体积计算方式不同，变化量的把握较低。</translation>
    </message>
    <message>
      <source>There is only one slice.</source>
      <translation>仅有一个层面。</translation>
    </message>
    <message>
      <source>Thick slices: small nodules can be missed, outlines are rough.</source>
      <translation>层厚较大：小结节可能漏检，轮廓较粗略。</translation>
    </message>
    <message>
      <source>This kind of resource is not read.</source>
      <translation>不读取此类资源。</translation>
    </message>
    <message>
      <source>This kind of value is not read.</source>
      <translation>不读取此类数值。</translation>
    </message>
    <message>
      <source>Volume and diameter changed in opposite directions: check both outlines.</source>
      <translation>体积与直径变化方向相反：请核对两次的轮廓。</translation>
    </message>
    <message>
      <source>Without a code or a name; left out.</source>
      <translation>没有编码或名称，已略过。</translation>
    </message>
    <message>
      <source>Without a result; left out.</source>
      <translation>没有结果，已略过。</translation>
    </message>
    <message>
      <source>a breakend without a confirmed partner</source>
      <translation>断点未确认融合伙伴</translation>
    </message>
    <message>
      <source>another build</source>
      <translation>其他版本</translation>
    </message>
    <message>
      <source>birth date</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>by its position in the stated build</source>
      <translation>依据所述版本中的坐标</translation>
    </message>
    <message>
      <source>by its protein change</source>
      <translation>依据蛋白改变</translation>
    </message>
    <message>
      <source>change at the splice site</source>
      <translation>剪接位点改变</translation>
    </message>
    <message>
      <source>in-frame change inside the exon</source>
      <translation>外显子内的框内改变</translation>
    </message>
    <message>
      <source>it is made for CT, and these images are {found}</source>
      <translation>模型适用于 CT，而这些图像为 {found}</translation>
    </message>
    <message>
      <source>it is made for a later version of this program</source>
      <translation>它适用于本程序的更高版本</translation>
    </message>
    <message>
      <source>it is made for the chest, and these images are of another body part ({found})</source>
      <translation>该模型用于胸部，而这些图像的检查部位为 {found}</translation>
    </message>
    <message>
      <source>known from the chromosome lengths in the file</source>
      <translation>由文件中的染色体长度判定</translation>
    </message>
    <message>
      <source>name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>no lungs were found in these images</source>
      <translation>图像中未找到肺</translation>
    </message>
    <message>
      <source>no variant file is open</source>
      <translation>未打开变异文件</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>未注明</translation>
    </message>
    <message>
      <source>one would have to be stretched too far</source>
      <translation>所需形变过大</translation>
    </message>
    <message>
      <source>patient id</source>
      <translation>患者编号</translation>
    </message>
    <message>
      <source>sex</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>some of the densities are no numbers</source>
      <translation>部分密度值不是有效数值</translation>
    </message>
    <message>
      <source>stated by the user</source>
      <translation>由用户指明</translation>
    </message>
    <message>
      <source>stated in the file</source>
      <translation>文件中注明</translation>
    </message>
    <message>
      <source>the calls are not clear</source>
      <translation>检出结果不明确</translation>
    </message>
    <message>
      <source>the densities are not known in Hounsfield units</source>
      <translation>密度无法换算为 HU</translation>
    </message>
    <message>
      <source>the file contradicts itself</source>
      <translation>文件自相矛盾</translation>
    </message>
    <message>
      <source>the file holds no genotypes</source>
      <translation>文件不含基因型</translation>
    </message>
    <message>
      <source>the file holds small variants only; fusions are not seen in it</source>
      <translation>文件仅含小变异，无法反映融合</translation>
    </message>
    <message>
      <source>the file is not annotated</source>
      <translation>文件未注释</translation>
    </message>
    <message>
      <source>the file states a fusion</source>
      <translation>文件注明融合</translation>
    </message>
    <message>
      <source>the file states exon skipping</source>
      <translation>文件注明外显子跳跃</translation>
    </message>
    <message>
      <source>the file states it as pathogenic</source>
      <translation>文件注明为致病性</translation>
    </message>
    <message>
      <source>the geometry of the series cannot be trusted</source>
      <translation>该序列的几何信息不可信</translation>
    </message>
    <message>
      <source>the slices are not axial</source>
      <translation>层面不是横断位</translation>
    </message>
    <message>
      <source>the slices are {found} mm apart, more than {limit} mm</source>
      <translation>层间距为 {found} mm，超过 {limit} mm</translation>
    </message>
    <message>
      <source>the variant failed the file's filter and is not used</source>
      <translation>该变异未通过文件过滤，不予使用</translation>
    </message>
    <message>
      <source>there are only {found} slices, at least {limit} are needed</source>
      <translation>仅有 {found} 个层面，至少需要 {limit} 个</translation>
    </message>
    <message>
      <source>they show too little in common</source>
      <translation>共同覆盖的范围过小</translation>
    </message>
    <message>
      <source>too few vessels of one are found in the other</source>
      <translation>可对应的血管过少</translation>
    </message>
    <message>
      <source>truncates the protein</source>
      <translation>导致蛋白截短</translation>
    </message>
    <message>
      <source>vessels stay too far apart</source>
      <translation>血管配准后仍相距过大</translation>
    </message>
    <message>
      <source>{count} files are not DICOM and were left out.</source>
      <translation>有 {count} 个文件不是 DICOM，已略过。</translation>
    </message>
    <message>
      <source>{count} slices are missing; distances and volumes are not measured.</source>
      <translation>缺少 {count} 个层面；不测量距离和体积。</translation>
    </message>
    <message>
      <source>{count} slices are there twice; the first of each is shown.</source>
      <translation>有 {count} 个层面重复；显示各自的第一个。</translation>
    </message>
    <message>
      <source>{count} slices could not be read; distances and volumes are not measured.</source>
      <translation>有 {count} 个层面无法读取；不测量距离和体积。</translation>
    </message>
  </context>
  <context>
    <name>ObservationForm</name>
    <message>
      <source>{test} ({code}); accepted: {range}</source>
      <translation>{test}（{code}）；可接受范围：{range}</translation>
    </message>
  </context>
  <context>
    <name>OperatingPointBar</name>
    <message>
      <source>False marks per scan</source>
      <translation>每次扫描的假阳性数</translation>
    </message>
    <message>
      <source>Marks shown</source>
      <translation>显示标记</translation>
    </message>
    <message>
      <source>To the left fewer false marks, to the right fewer missed nodules. Rates as measured for this model on other scans; what a person reviewed or drew always stays.</source>
      <translation>向左假阳性更少，向右漏诊更少。数值为该模型在其他扫描上的实测结果；已由人审阅或勾画的发现始终保留。</translation>
    </message>
    <message>
      <source>about {count} false marks per scan</source>
      <translation>每次扫描约 {count} 个假阳性</translation>
    </message>
    <message>
      <source>finds {share} of nodules</source>
      <translation>检出 {share} 的结节</translation>
    </message>
    <message>
      <source>finds {share} of nodules (n={count})</source>
      <translation>检出 {share} 的结节（n={count}）</translation>
    </message>
    <message>
      <source>share of nodules found not known</source>
      <translation>检出率未知</translation>
    </message>
    <message>
      <source>{marks}; {found}</source>
      <translation>{marks}；{found}</translation>
    </message>
    <message>
      <source>{words}. Hidden here: {count}</source>
      <translation>{words}。此处隐藏：{count} 个</translation>
    </message>
  </context>
  <context>
    <name>OptionsPanel</name>
    <message>
      <source>Contraindicated: {what}</source>
      <translation>禁忌：{what}</translation>
    </message>
    <message>
      <source>Evidence and limits</source>
      <translation>证据与局限</translation>
    </message>
    <message>
      <source>For discussion, not an order</source>
      <translation>供讨论，非医嘱</translation>
    </message>
    <message>
      <source>Level {level}</source>
      <translation>证据等级 {level}</translation>
    </message>
    <message>
      <source>No option from the present facts</source>
      <translation>现有信息未得出方案</translation>
    </message>
    <message>
      <source>No rule of the knowledge table fits; that does not mean that there is no option</source>
      <translation>知识表中没有匹配的规则；这并不代表没有治疗方案</translation>
    </message>
    <message>
      <source>Not known: {what}</source>
      <translation>未知：{what}</translation>
    </message>
    <message>
      <source>Open a genome</source>
      <translation>打开基因组</translation>
    </message>
    <message>
      <source>Open a record</source>
      <translation>打开病历</translation>
    </message>
    <message>
      <source>Options follow from a diagnosis, the genome and reviewed findings</source>
      <translation>方案由诊断、基因组和已审阅的发现得出</translation>
    </message>
    <message>
      <source>Rule {rule}, knowledge table {version}</source>
      <translation>规则 {rule}，知识表 {version}</translation>
    </message>
    <message>
      <source>{source}, checked {date}</source>
      <translation>{source}，核对日期 {date}</translation>
    </message>
  </context>
  <context>
    <name>OverviewPage</name>
    <message>
      <source>Facts that risk models ask for</source>
      <translation>风险模型所需信息</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Smoking</source>
      <translation>吸烟史</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>时间线</translation>
    </message>
    <message>
      <source>nothing dated</source>
      <translation>无带日期的内容</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>另有 {count} 项</translation>
    </message>
  </context>
  <context>
    <name>PackageQuestion</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Choose the folder...</source>
      <translation>选择文件夹…</translation>
    </message>
    <message>
      <source>Id</source>
      <translation>标识</translation>
    </message>
    <message>
      <source>Save model package</source>
      <translation>保存模型包</translation>
    </message>
    <message>
      <source>The package holds the model, its card and figures, and made-up example rows. The out-of-fold predictions beside it number the patients and name nobody. A support vector machine contains values of its rows.</source>
      <translation>模型包含模型、模型卡与指标，以及虚构的示例行。随附的折外预测以编号代表患者，不含姓名。支持向量机模型内含其训练行的数值。</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>名称</translation>
    </message>
  </context>
  <context>
    <name>PaneController</name>
    <message>
      <source>Abdomen</source>
      <translation>腹窗</translation>
    </message>
    <message>
      <source>Axial</source>
      <translation>轴位</translation>
    </message>
    <message>
      <source>Bone</source>
      <translation>骨窗</translation>
    </message>
    <message>
      <source>Brain</source>
      <translation>脑窗</translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation>冠状位</translation>
    </message>
    <message>
      <source>Loading the other slices...</source>
      <translation>正在读取其余层面…</translation>
    </message>
    <message>
      <source>Loading...</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Lung</source>
      <translation>肺窗</translation>
    </message>
    <message>
      <source>MIP</source>
      <translation>MIP</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>平均</translation>
    </message>
    <message>
      <source>Mediastinum</source>
      <translation>纵隔窗</translation>
    </message>
    <message>
      <source>MinIP</source>
      <translation>MinIP</translation>
    </message>
    <message>
      <source>Sagittal</source>
      <translation>矢状位</translation>
    </message>
    <message>
      <source>W {width}  L {level}</source>
      <translation>窗宽 {width}  窗位 {level}</translation>
    </message>
    <message>
      <source>Zoom {percent} %</source>
      <translation>放大 {percent} %</translation>
    </message>
    <message>
      <source>mm not trusted</source>
      <translation>毫米值不可信</translation>
    </message>
    <message>
      <source>not calibrated</source>
      <translation>未标定</translation>
    </message>
    <message>
      <source>oblique</source>
      <translation>斜位</translation>
    </message>
    <message>
      <source>one slice, {thickness} mm</source>
      <translation>单层，{thickness} mm</translation>
    </message>
    <message>
      <source>orientation not known</source>
      <translation>方位未知</translation>
    </message>
    <message>
      <source>{axis} {place} mm</source>
      <translation>{axis} {place} mm</translation>
    </message>
    <message>
      <source>{length} mm</source>
      <translation>{length} mm</translation>
    </message>
    <message>
      <source>{projection} {thickness} mm</source>
      <translation>{projection} {thickness} mm</translation>
    </message>
    <message>
      <source>{projection}, slices: {count}</source>
      <translation>{projection}，{count} 层</translation>
    </message>
  </context>
  <context>
    <name>PassphraseDialog</name>
    <message>
      <source>Change</source>
      <translation>更改</translation>
    </message>
    <message>
      <source>Change passphrase</source>
      <translation>更改主密码</translation>
    </message>
    <message>
      <source>Keep the passphrase in a safe place: without it nobody can read the store again.</source>
      <translation>请妥善保管主密码：一旦遗失，任何人都无法再读取该数据库。</translation>
    </message>
    <message>
      <source>New passphrase</source>
      <translation>新主密码</translation>
    </message>
    <message>
      <source>New passphrase again</source>
      <translation>再次输入新主密码</translation>
    </message>
    <message>
      <source>Present passphrase</source>
      <translation>当前主密码</translation>
    </message>
    <message>
      <source>The store is written anew under the new passphrase, which needs as much room again on the disk. No other window may have it open. Backups keep the passphrase they were made with.</source>
      <translation>将以新主密码重新写入整个数据库，需要同样大小的磁盘空间。此时其他窗口不得打开该数据库。已有备份仍使用当时的主密码。</translation>
    </message>
  </context>
  <context>
    <name>PasswordDialog</name>
    <message>
      <source>Change</source>
      <translation>修改</translation>
    </message>
    <message>
      <source>Change my password</source>
      <translation>修改我的密码</translation>
    </message>
    <message>
      <source>New password</source>
      <translation>新密码</translation>
    </message>
    <message>
      <source>New password again</source>
      <translation>再次输入新密码</translation>
    </message>
    <message>
      <source>Password of %1; at least %2 characters.</source>
      <translation>%1 的密码，至少 %2 个字符。</translation>
    </message>
    <message>
      <source>Present password</source>
      <translation>当前密码</translation>
    </message>
  </context>
  <context>
    <name>PatientDesk</name>
    <message>
      <source>Opened from the store: %1</source>
      <translation>已从数据库打开：%1</translation>
    </message>
    <message>
      <source>Saved to the store: %1</source>
      <translation>已保存到数据库：%1</translation>
    </message>
    <message>
      <source>The stored patient was closed with the store: it was only to be looked at.</source>
      <translation>该患者仅供查看，已随数据库一并关闭。</translation>
    </message>
    <message>
      <source>To look at only: %1 may neither change nor export stored patients.</source>
      <translation>仅供查看：%1 无权修改或导出数据库中的患者。</translation>
    </message>
    <message>
      <source>What was changed while it was saved is not saved yet.</source>
      <translation>保存期间所作的更改尚未保存。</translation>
    </message>
    <message>
      <source>patient without a name</source>
      <translation>未具名患者</translation>
    </message>
    <message>
      <source>store</source>
      <translation>数据库</translation>
    </message>
    <message>
      <source>{count} patients were entered into the store.</source>
      <translation>已将 {count} 名患者录入数据库。</translation>
    </message>
  </context>
  <context>
    <name>PatientSaving</name>
    <message>
      <source>%1 more are alike; look under Patients.</source>
      <translation>另有 %1 名相似患者，请在“患者”中查看。</translation>
    </message>
    <message>
      <source>Do not save</source>
      <translation>不保存</translation>
    </message>
    <message>
      <source>Keep what is here, unsaved</source>
      <translation>保留此处的内容，暂不保存</translation>
    </message>
    <message>
      <source>Load what is stored; drop what is here</source>
      <translation>加载数据库中的内容，放弃此处的更改</translation>
    </message>
    <message>
      <source>New patient</source>
      <translation>新患者</translation>
    </message>
    <message>
      <source>Same patient: update</source>
      <translation>同一患者：更新</translation>
    </message>
    <message>
      <source>The open record differs from the stored patient in: %1. Is it the same patient?</source>
      <translation>当前病历与数据库中的患者不一致：%1。是同一名患者吗？</translation>
    </message>
    <message>
      <source>The store has %1, who may be this patient.</source>
      <translation>数据库中的 %1 可能就是该患者。</translation>
    </message>
    <message>
      <source>The store has other findings of this series: %1 decisions there, %2 here. Which of them stand?</source>
      <translation>数据库中该序列的发现与当前不同：库内有 %1 项审核决定，当前有 %2 项。以哪一方为准？</translation>
    </message>
    <message>
      <source>They differ in: %1.</source>
      <translation>不一致之处：%1。</translation>
    </message>
    <message>
      <source>Those here</source>
      <translation>以当前为准</translation>
    </message>
    <message>
      <source>Those of the store</source>
      <translation>以数据库为准</translation>
    </message>
    <message>
      <source>birth date not known</source>
      <translation>出生日期未知</translation>
    </message>
  </context>
  <context>
    <name>PatientView</name>
    <message>
      <source>After a training, select a row to see its prediction and what it rests on.</source>
      <translation>训练后选择一行，可查看其预测及依据。</translation>
    </message>
    <message>
      <source>Final model, scale: {scale}. From {base} (made-up average rows) to {output}.</source>
      <translation>最终模型，尺度：{scale}。从 {base}（虚构的平均行）到 {output}。</translation>
    </message>
    <message>
      <source>Line {line}</source>
      <translation>第 {line} 行</translation>
    </message>
    <message>
      <source>Probability {probability} by models that had not seen this row: “{said}” from {threshold} on. In the table: “{truth}”.</source>
      <translation>未见过此行的模型给出的概率为 {probability}：“{said}”（阈值 {threshold}）。表中为“{truth}”。</translation>
    </message>
    <message>
      <source>Select a row: what its prediction rests on is shown here. Rows that were refused have none.</source>
      <translation>选择一行：此处显示其预测依据。未采用的行没有预测。</translation>
    </message>
    <message>
      <source>The shares say what the model did with the values; they are no causes.</source>
      <translation>各变量的贡献说明模型如何使用这些值，并非因果。</translation>
    </message>
    <message>
      <source>log hazard ratio</source>
      <translation>对数风险比</translation>
    </message>
    <message>
      <source>log odds</source>
      <translation>对数优势</translation>
    </message>
    <message>
      <source>lowers it</source>
      <translation>降低</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>raises it</source>
      <translation>升高</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
  </context>
  <context>
    <name>PatientsDialog</name>
    <message>
      <source>Born</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>Found: %1</source>
      <translation>找到 %1 名</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Name or number</source>
      <translation>姓名或编号</translation>
    </message>
    <message>
      <source>Nobody's name or number begins so.</source>
      <translation>没有姓名或编号以此开头的患者。</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Patients</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Patients found</source>
      <translation>检索到的患者</translation>
    </message>
    <message>
      <source>Sex</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>The beginning of any part of the name, or of the patient's number</source>
      <translation>姓名任一部分或患者编号的开头</translation>
    </message>
    <message>
      <source>The first %1; type more of the name or number.</source>
      <translation>仅显示前 %1 名；请输入更多姓名或编号。</translation>
    </message>
    <message>
      <source>The store is empty. Open a record or images, then save the patient to the store.</source>
      <translation>数据库为空。请打开病历或影像，然后将患者保存到数据库。</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
  </context>
  <context>
    <name>Pedigree</name>
    <message>
      <source>+: another disease</source>
      <translation>+：其他疾病</translation>
    </message>
    <message>
      <source>?: nothing is stated about this person</source>
      <translation>?：无此人的记载</translation>
    </message>
    <message>
      <source>Nothing is stated about this person</source>
      <translation>无此人的记载</translation>
    </message>
    <message>
      <source>Only in the table, because their place in the family is not known: {relatives}.</source>
      <translation>因在家系中的位置不明，仅列于表中：{relatives}。</translation>
    </message>
    <message>
      <source>Several entries do not say which relative is meant; they may be one person: {relatives}.</source>
      <translation>若干条目未注明是哪一位亲属，可能为同一人：{relatives}。</translation>
    </message>
    <message>
      <source>arrow: patient</source>
      <translation>箭头：患者</translation>
    </message>
    <message>
      <source>deceased</source>
      <translation>已故</translation>
    </message>
    <message>
      <source>deceased at {age}</source>
      <translation>{age} 岁去世</translation>
    </message>
    <message>
      <source>line through: deceased</source>
      <translation>斜线：已故</translation>
    </message>
    <message>
      <source>patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>{age} y</source>
      <translation>{age} 岁</translation>
    </message>
    <message>
      <source>{age} y: {disease}</source>
      <translation>{age} 岁：{disease}</translation>
    </message>
    <message>
      <source>{disease} at {age}</source>
      <translation>{disease}（{age} 岁）</translation>
    </message>
    <message>
      <source>{person}, {age}</source>
      <translation>{person}，{age}</translation>
    </message>
  </context>
  <context>
    <name>PreviewModel</name>
    <message>
      <source>Row</source>
      <translation>行</translation>
    </message>
  </context>
  <context>
    <name>PriorPane</name>
    <message>
      <source>Earlier CT {date}</source>
      <translation>既往 CT {date}</translation>
    </message>
    <message>
      <source>Earlier CT, undated</source>
      <translation>既往 CT，日期不详</translation>
    </message>
    <message>
      <source>Open an earlier CT to compare with</source>
      <translation>请打开既往 CT 进行对照</translation>
    </message>
    <message>
      <source>The earlier CT does not show this place</source>
      <translation>既往 CT 未覆盖该部位</translation>
    </message>
  </context>
  <context>
    <name>QAbstractFileIconProvider</name>
    <message>
      <source>%1 File</source>
      <translation>%1 文件</translation>
    </message>
    <message>
      <source>Drive</source>
      <translation>驱动器</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
  </context>
  <context>
    <name>QFileDialog</name>
    <message>
      <source>&amp;Look in:</source>
      <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
      <source>Files of &amp;type:</source>
      <translation>文件类型(&amp;T)：</translation>
    </message>
  </context>
  <context>
    <name>QFileSystemModel</name>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
  </context>
  <context>
    <name>RecordEntries</name>
    <message>
      <source>2021-05-06, 2021-05 or 2021</source>
      <translation>2021-05-06、2021-05 或 2021</translation>
    </message>
    <message>
      <source>Age</source>
      <translation>年龄</translation>
    </message>
    <message>
      <source>Age at onset</source>
      <translation>发病年龄</translation>
    </message>
    <message>
      <source>Age now or at death, in years</source>
      <translation>现年龄或去世年龄（岁）</translation>
    </message>
    <message>
      <source>Allergies</source>
      <translation>过敏史</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>Answers to questions of risk models</source>
      <translation>对风险模型提问的回答</translation>
    </message>
    <message>
      <source>Conclusion</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>Criticality</source>
      <translation>严重程度</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Deceased</source>
      <translation>已故</translation>
    </message>
    <message>
      <source>Diagnosis</source>
      <translation>诊断</translation>
    </message>
    <message>
      <source>Did you mean {value} {unit}?</source>
      <translation>是否应为 {value} {unit}？</translation>
    </message>
    <message>
      <source>Disease</source>
      <translation>疾病</translation>
    </message>
    <message>
      <source>Dose</source>
      <translation>剂量</translation>
    </message>
    <message>
      <source>Drug</source>
      <translation>药物</translation>
    </message>
    <message>
      <source>Drugs</source>
      <translation>用药</translation>
    </message>
    <message>
      <source>End</source>
      <translation>停用</translation>
    </message>
    <message>
      <source>End of visit</source>
      <translation>结束</translation>
    </message>
    <message>
      <source>Family history</source>
      <translation>家族史</translation>
    </message>
    <message>
      <source>Histology</source>
      <translation>组织学</translation>
    </message>
    <message>
      <source>How dangerous another contact could be, as the source states it</source>
      <translation>再次接触的潜在危险程度，以来源所述为准</translation>
    </message>
    <message>
      <source>Ill at {onset}, but only {age} years old</source>
      <translation>发病年龄 {onset} 岁大于年龄 {age} 岁</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Laboratory and vital signs</source>
      <translation>检验与生命体征</translation>
    </message>
    <message>
      <source>Lower limit</source>
      <translation>下限</translation>
    </message>
    <message>
      <source>No allergy is recorded. Whether the patient has none is not known: nobody has stated it.</source>
      <translation>未记录过敏史。不等于无过敏：尚无人说明。</translation>
    </message>
    <message>
      <source>No family history is recorded. That does not mean that nobody was ill.</source>
      <translation>未记录家族史。不等于家族中无人患病。</translation>
    </message>
    <message>
      <source>Nothing answered yet. The risk view asks for what it needs.</source>
      <translation>尚无回答。风险视图会询问所需内容。</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>诊断与问题</translation>
    </message>
    <message>
      <source>Procedure</source>
      <translation>操作</translation>
    </message>
    <message>
      <source>Procedures</source>
      <translation>手术与操作</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>Reaction</source>
      <translation>反应</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>Recorded</source>
      <translation>记录日期</translation>
    </message>
    <message>
      <source>Reference</source>
      <translation>参考范围</translation>
    </message>
    <message>
      <source>Relative</source>
      <translation>亲属</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>起始</translation>
    </message>
    <message>
      <source>Social history and questionnaires</source>
      <translation>社会史与问卷</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Stage</source>
      <translation>分期</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>开始</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Substance</source>
      <translation>过敏原</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>项目</translation>
    </message>
    <message>
      <source>The end, {end}, lies before the beginning, {begin}</source>
      <translation>结束日期 {end} 早于开始日期 {begin}</translation>
    </message>
    <message>
      <source>The lower limit is above the upper limit</source>
      <translation>参考下限高于上限</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Until</source>
      <translation>终止</translation>
    </message>
    <message>
      <source>Upper limit</source>
      <translation>上限</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>Values of the record that belong to it</source>
      <translation>病历中属于该报告的数值</translation>
    </message>
    <message>
      <source>Visit</source>
      <translation>就诊</translation>
    </message>
    <message>
      <source>Visits</source>
      <translation>就诊</translation>
    </message>
    <message>
      <source>Which one</source>
      <translation>哪一位</translation>
    </message>
    <message>
      <source>above the reference range</source>
      <translation>高于参考范围</translation>
    </message>
    <message>
      <source>below the reference range</source>
      <translation>低于参考范围</translation>
    </message>
    <message>
      <source>deceased</source>
      <translation>已故</translation>
    </message>
    <message>
      <source>deceased at {age}</source>
      <translation>{age} 岁去世</translation>
    </message>
    <message>
      <source>same mark: same person</source>
      <translation>标记相同即为同一人</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>已停用</translation>
    </message>
    <message>
      <source>taken</source>
      <translation>在用</translation>
    </message>
    <message>
      <source>{count} resolved</source>
      <translation>已愈 {count} 项</translation>
    </message>
    <message>
      <source>{count} stopped</source>
      <translation>已停 {count} 种</translation>
    </message>
    <message>
      <source>{text} is not a date; write it as 2021-05-06, 2021-05 or 2021</source>
      <translation>{text} 不是日期；请写成 2021-05-06、2021-05 或 2021</translation>
    </message>
    <message>
      <source>{text} is not a number</source>
      <translation>{text} 不是数字</translation>
    </message>
    <message>
      <source>{text} is not an age; 0 to 130 years</source>
      <translation>{text} 不是有效年龄；应为 0–130 岁</translation>
    </message>
    <message>
      <source>{unit} is no unit of this test; its units are: {units}</source>
      <translation>{unit} 不是该项目的单位；可用单位：{units}</translation>
    </message>
    <message>
      <source>{value} {unit} is outside what a living adult can have: {range}.</source>
      <translation>{value} {unit} 超出成人可能的范围：{range}。</translation>
    </message>
  </context>
  <context>
    <name>RecordList</name>
    <message>
      <source>Add: {list}</source>
      <translation>添加：{list}</translation>
    </message>
    <message>
      <source>Change the selected entry: {list}</source>
      <translation>修改所选条目：{list}</translation>
    </message>
    <message>
      <source>Copy the selected row, or all rows: {list}</source>
      <translation>复制选中行；未选则复制全部：{list}</translation>
    </message>
    <message>
      <source>Export as CSV: {list}</source>
      <translation>导出为 CSV：{list}</translation>
    </message>
    <message>
      <source>Export table</source>
      <translation>导出表格</translation>
    </message>
    <message>
      <source>Please fill in: {fields}</source>
      <translation>请填写：{fields}</translation>
    </message>
    <message>
      <source>Remove the selected entry: {list}</source>
      <translation>移除所选条目：{list}</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>搜索</translation>
    </message>
    <message>
      <source>Search: {list}</source>
      <translation>搜索：{list}</translation>
    </message>
  </context>
  <context>
    <name>RecordOpening</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Merged: {file}. Undo takes it back.</source>
      <translation>已合并：{file}。可撤销。</translation>
    </message>
    <message>
      <source>No record file was imported in this session. Open a FHIR file or a table; then this says what was understood of it.</source>
      <translation>本次运行尚未导入病历文件。请打开 FHIR 文件或表格，之后可在此查看导入情况。</translation>
    </message>
    <message>
      <source>Not all of the record was understood: {left_out} parts left out, {as_text} as text only, {noted} to be checked.</source>
      <translation>病历未完全识别：未读入 {left_out} 处，仅以文本保留 {as_text} 处，需核对 {noted} 处。</translation>
    </message>
    <message>
      <source>Show report</source>
      <translation>查看报告</translation>
    </message>
    <message>
      <source>The open record has changed meanwhile. Open the file again to compare it.</source>
      <translation>当前病历在此期间已更改。请重新打开文件进行比较。</translation>
    </message>
  </context>
  <context>
    <name>RecordPanel</name>
    <message>
      <source>Close the record</source>
      <translation>关闭病历</translation>
    </message>
    <message>
      <source>Family</source>
      <translation>家族史</translation>
    </message>
    <message>
      <source>Laboratory</source>
      <translation>检验</translation>
    </message>
    <message>
      <source>Lifestyle</source>
      <translation>生活方式</translation>
    </message>
    <message>
      <source>No record open. Drop a FHIR bundle here, or enter what is known; what stays empty is not known.</source>
      <translation>未打开病历。可将 FHIR Bundle 拖到此处，或直接录入已知信息；留空即为未知。</translation>
    </message>
    <message>
      <source>Open a record</source>
      <translation>打开病历</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>概览</translation>
    </message>
    <message>
      <source>Pages of the record</source>
      <translation>病历各页</translation>
    </message>
    <message>
      <source>Record and images differ in: {fields}. Nothing of the record is used until you say that both belong to one patient.</source>
      <translation>病历与影像不一致：{fields}。在您确认二者属于同一患者之前，不会使用病历中的任何内容。</translation>
    </message>
    <message>
      <source>Record entered by hand</source>
      <translation>手工录入的病历</translation>
    </message>
    <message>
      <source>They belong together</source>
      <translation>属于同一患者</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>时间线</translation>
    </message>
    <message>
      <source>Visits and reports</source>
      <translation>就诊与报告</translation>
    </message>
    <message>
      <source>synthetic patient</source>
      <translation>合成患者</translation>
    </message>
  </context>
  <context>
    <name>RecordSaver</name>
    <message>
      <source>Export record (CSV) into a folder</source>
      <translation>导出病历（CSV）到文件夹</translation>
    </message>
    <message>
      <source>Export record (FHIR)</source>
      <translation>导出病历（FHIR）</translation>
    </message>
    <message>
      <source>Exported, not encrypted: {path}</source>
      <translation>已导出（未加密）：{path}</translation>
    </message>
    <message>
      <source>FHIR R4 bundle (*.json)</source>
      <translation>FHIR R4 Bundle (*.json)</translation>
    </message>
    <message>
      <source>There is no record to export.</source>
      <translation>没有可导出的病历。</translation>
    </message>
  </context>
  <context>
    <name>RecordTimeline</name>
    <message>
      <source>Drugs</source>
      <translation>用药</translation>
    </message>
    <message>
      <source>Genome</source>
      <translation>基因组</translation>
    </message>
    <message>
      <source>Imaging</source>
      <translation>影像</translation>
    </message>
    <message>
      <source>Laboratory</source>
      <translation>检验</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>诊断</translation>
    </message>
    <message>
      <source>Procedures</source>
      <translation>操作</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Risk</source>
      <translation>风险</translation>
    </message>
    <message>
      <source>Visits</source>
      <translation>就诊</translation>
    </message>
    <message>
      <source>earlier CT</source>
      <translation>既往 CT</translation>
    </message>
    <message>
      <source>since {day}</source>
      <translation>自 {day} 起</translation>
    </message>
    <message>
      <source>this study</source>
      <translation>本次检查</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今天</translation>
    </message>
    <message>
      <source>{sample}: date not known</source>
      <translation>{sample}：日期未知</translation>
    </message>
  </context>
  <context>
    <name>RecordWords</name>
    <message>
      <source>at home</source>
      <translation>居家</translation>
    </message>
    <message>
      <source>aunt (side not known)</source>
      <translation>姑/姨（父系或母系不明）</translation>
    </message>
    <message>
      <source>brother</source>
      <translation>兄弟</translation>
    </message>
    <message>
      <source>cannot be assessed</source>
      <translation>无法评估</translation>
    </message>
    <message>
      <source>child</source>
      <translation>子女</translation>
    </message>
    <message>
      <source>cousin</source>
      <translation>堂/表亲</translation>
    </message>
    <message>
      <source>daughter</source>
      <translation>女儿</translation>
    </message>
    <message>
      <source>diagnosis of a visit</source>
      <translation>就诊诊断</translation>
    </message>
    <message>
      <source>emergency</source>
      <translation>急诊</translation>
    </message>
    <message>
      <source>father</source>
      <translation>父亲</translation>
    </message>
    <message>
      <source>grandfather (side not known)</source>
      <translation>祖父/外祖父（不明）</translation>
    </message>
    <message>
      <source>grandmother (side not known)</source>
      <translation>祖母/外祖母（不明）</translation>
    </message>
    <message>
      <source>half-brother</source>
      <translation>同父异母或同母异父兄弟</translation>
    </message>
    <message>
      <source>half-sister</source>
      <translation>同父异母或同母异父姐妹</translation>
    </message>
    <message>
      <source>high</source>
      <translation>高</translation>
    </message>
    <message>
      <source>inpatient</source>
      <translation>住院</translation>
    </message>
    <message>
      <source>low</source>
      <translation>低</translation>
    </message>
    <message>
      <source>maternal aunt</source>
      <translation>姨母</translation>
    </message>
    <message>
      <source>maternal grandfather</source>
      <translation>外祖父</translation>
    </message>
    <message>
      <source>maternal grandmother</source>
      <translation>外祖母</translation>
    </message>
    <message>
      <source>maternal uncle</source>
      <translation>舅父</translation>
    </message>
    <message>
      <source>mother</source>
      <translation>母亲</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>outpatient</source>
      <translation>门诊</translation>
    </message>
    <message>
      <source>paternal aunt</source>
      <translation>姑母</translation>
    </message>
    <message>
      <source>paternal grandfather</source>
      <translation>祖父</translation>
    </message>
    <message>
      <source>paternal grandmother</source>
      <translation>祖母</translation>
    </message>
    <message>
      <source>paternal uncle</source>
      <translation>伯父/叔父</translation>
    </message>
    <message>
      <source>problem list</source>
      <translation>问题列表</translation>
    </message>
    <message>
      <source>remote</source>
      <translation>远程</translation>
    </message>
    <message>
      <source>sibling</source>
      <translation>同胞</translation>
    </message>
    <message>
      <source>sister</source>
      <translation>姐妹</translation>
    </message>
    <message>
      <source>son</source>
      <translation>儿子</translation>
    </message>
    <message>
      <source>uncle (side not known)</source>
      <translation>伯/叔/舅（父系或母系不明）</translation>
    </message>
  </context>
  <context>
    <name>Records</name>
    <message>
      <source>A diagnosis that is not confirmed; listed with this status.</source>
      <translation>未确诊的诊断，按此状态列出。</translation>
    </message>
    <message>
      <source>A number written as text, without a unit; kept as text.</source>
      <translation>以文本书写的数值，无单位；按文本保留。</translation>
    </message>
    <message>
      <source>A procedure that was not completed; listed among the procedures.</source>
      <translation>操作未完成；仍列入操作记录。</translation>
    </message>
    <message>
      <source>A relative without a stated condition; left out.</source>
      <translation>亲属未注明疾病，未读入。</translation>
    </message>
    <message>
      <source>A result that is not final.</source>
      <translation>尚非最终结果。</translation>
    </message>
    <message>
      <source>Above or below a limit, not a number; kept as text.</source>
      <translation>结果为高于或低于某限值，不是确切数值；按文本保留。</translation>
    </message>
    <message>
      <source>Allergies</source>
      <translation>过敏史</translation>
    </message>
    <message>
      <source>An allergy that the source calls past; listed among the allergies.</source>
      <translation>来源注明为既往过敏，仍列入过敏史。</translation>
    </message>
    <message>
      <source>An attached document is not read.</source>
      <translation>附件文档未读取。</translation>
    </message>
    <message>
      <source>Answered questionnaires</source>
      <translation>已填写的问卷</translation>
    </message>
    <message>
      <source>Answers for risk models</source>
      <translation>风险模型问答</translation>
    </message>
    <message>
      <source>Appointments</source>
      <translation>预约</translation>
    </message>
    <message>
      <source>As text only</source>
      <translation>仅以文本保留</translation>
    </message>
    <message>
      <source>Attached files</source>
      <translation>附件</translation>
    </message>
    <message>
      <source>Care plans</source>
      <translation>诊疗计划</translation>
    </message>
    <message>
      <source>Care teams</source>
      <translation>诊疗团队</translation>
    </message>
    <message>
      <source>Claims</source>
      <translation>费用申报</translation>
    </message>
    <message>
      <source>Comparing the records</source>
      <translation>正在比较病历</translation>
    </message>
    <message>
      <source>Devices</source>
      <translation>器械</translation>
    </message>
    <message>
      <source>Diagnoses</source>
      <translation>诊断</translation>
    </message>
    <message>
      <source>Document texts</source>
      <translation>文书正文</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>文书</translation>
    </message>
    <message>
      <source>Doses given</source>
      <translation>给药记录</translation>
    </message>
    <message>
      <source>Drug names</source>
      <translation>药品名称</translation>
    </message>
    <message>
      <source>Drugs</source>
      <translation>用药</translation>
    </message>
    <message>
      <source>Drugs handed out</source>
      <translation>发药记录</translation>
    </message>
    <message>
      <source>Entries of the bundle without a resource.</source>
      <translation>Bundle 中无资源内容的条目。</translation>
    </message>
    <message>
      <source>Exporting the record</source>
      <translation>正在导出病历</translation>
    </message>
    <message>
      <source>Family history</source>
      <translation>家族史</translation>
    </message>
    <message>
      <source>Goals</source>
      <translation>诊疗目标</translation>
    </message>
    <message>
      <source>Imaging studies</source>
      <translation>影像检查</translation>
    </message>
    <message>
      <source>In the record: {listed}</source>
      <translation>病历中：{listed}</translation>
    </message>
    <message>
      <source>Insurance</source>
      <translation>医疗保险</translation>
    </message>
    <message>
      <source>Insurance statements</source>
      <translation>保险结算单</translation>
    </message>
    <message>
      <source>It carries an extension that may change its meaning and is not known here; left out.</source>
      <translation>带有可能改变其含义而本程序不识别的扩展，未导入。</translation>
    </message>
    <message>
      <source>It is about somebody or something other than the patient; left out.</source>
      <translation>所述对象不是患者本人，未导入。</translation>
    </message>
    <message>
      <source>It is not sure that the two records are of one patient (they differ in: {fields}). Confirm it (--same-patient), or keep them apart; nothing was written.</source>
      <translation>无法确定两份病历属于同一患者（不一致项：{fields}）。请确认（--same-patient），或分别保存；未写入任何内容。</translation>
    </message>
    <message>
      <source>It refers to something that is not in the file.</source>
      <translation>所引用的内容不在该文件中。</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>未读入</translation>
    </message>
    <message>
      <source>Merge records</source>
      <translation>合并病历</translation>
    </message>
    <message>
      <source>Nobody living can have this birth date; kept as stated, no age follows from it.</source>
      <translation>在世者不可能有此出生日期；按原文保留，未据此计算年龄。</translation>
    </message>
    <message>
      <source>Not possible in the stated unit, but in another one: check the unit. Kept as text.</source>
      <translation>按所注单位数值不可能成立，换用另一单位则可能：请核对单位。按文本保留。</translation>
    </message>
    <message>
      <source>Of no use for the record: {count} ({listed})</source>
      <translation>与病历无关：{count}（{listed}）</translation>
    </message>
    <message>
      <source>Orders</source>
      <translation>医嘱申请</translation>
    </message>
    <message>
      <source>Organisations</source>
      <translation>机构</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Personal data, smoking and facts</source>
      <translation>个人信息、吸烟史及基本情况</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>地点</translation>
    </message>
    <message>
      <source>Procedures</source>
      <translation>操作与手术</translation>
    </message>
    <message>
      <source>Provenance</source>
      <translation>数据来源</translation>
    </message>
    <message>
      <source>Read: {count} ({listed})</source>
      <translation>已读入：{count}（{listed}）</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Results and vital signs</source>
      <translation>检验结果与生命体征</translation>
    </message>
    <message>
      <source>Risk assessments</source>
      <translation>风险评估</translation>
    </message>
    <message>
      <source>Something contained in this resource is not read.</source>
      <translation>该资源内含的部分内容未读取。</translation>
    </message>
    <message>
      <source>Specimens</source>
      <translation>标本</translation>
    </message>
    <message>
      <source>Staff</source>
      <translation>医务人员</translation>
    </message>
    <message>
      <source>Staff roles</source>
      <translation>医务人员岗位</translation>
    </message>
    <message>
      <source>Supplies</source>
      <translation>物资</translation>
    </message>
    <message>
      <source>The age at onset is not given in years; left out.</source>
      <translation>发病年龄未以岁表示，未读入。</translation>
    </message>
    <message>
      <source>The date lies before the birth date; kept as stated.</source>
      <translation>日期早于出生日期；按原文保留。</translation>
    </message>
    <message>
      <source>The date lies in the future; kept as stated.</source>
      <translation>日期在未来；按原文保留。</translation>
    </message>
    <message>
      <source>The end lies before the beginning; kept as stated.</source>
      <translation>结束日期早于开始日期；按原文保留。</translation>
    </message>
    <message>
      <source>The file deletes this resource; left out.</source>
      <translation>文件中注明此资源已删除，未导入。</translation>
    </message>
    <message>
      <source>The file is one page of a longer answer; the other pages are not in it.</source>
      <translation>该文件只是分页结果中的一页，其余页不在其中。</translation>
    </message>
    <message>
      <source>The file itself</source>
      <translation>文件本身</translation>
    </message>
    <message>
      <source>The patient is stated to have died.</source>
      <translation>注明患者已去世。</translation>
    </message>
    <message>
      <source>The patient's data stand in the file once more and differ; the first are used.</source>
      <translation>文件中患者资料出现两次且不一致，采用前一份。</translation>
    </message>
    <message>
      <source>The records are of the same patient.</source>
      <translation>两份病历属于同一患者。</translation>
    </message>
    <message>
      <source>The records contradict each other in {count} places. Choose a side for each (--prefer a or --prefer b); nothing was written.</source>
      <translation>两份病历有 {count} 处矛盾。请逐项选择以哪一方为准（--prefer a 或 --prefer b）；未写入任何内容。</translation>
    </message>
    <message>
      <source>The records differ in:</source>
      <translation>两份病历的不一致项：</translation>
    </message>
    <message>
      <source>The same resource again; read once.</source>
      <translation>重复的资源，只读入一次。</translation>
    </message>
    <message>
      <source>The unit does not fit what was measured; kept as stated, not compared.</source>
      <translation>单位与检测项目不符；按原样保留，不参与比较。</translation>
    </message>
    <message>
      <source>The value is not possible in a living adult; kept as text, not used.</source>
      <translation>数值在存活成人中不可能出现；按文本保留，不使用。</translation>
    </message>
    <message>
      <source>There is a newer version of this resource; the older one is left out.</source>
      <translation>该资源有更新的版本，旧版本未读入。</translation>
    </message>
    <message>
      <source>This part of the resource has no place in the record; left out.</source>
      <translation>该内容在病历中没有对应位置，未导入。</translation>
    </message>
    <message>
      <source>To be checked</source>
      <translation>需核对</translation>
    </message>
    <message>
      <source>Too little is stated to be sure that the records are of the same patient.</source>
      <translation>信息不足，无法确定两份病历属于同一患者。</translation>
    </message>
    <message>
      <source>Vaccinations</source>
      <translation>预防接种</translation>
    </message>
    <message>
      <source>Values of one analyte in several units; each is kept in its own.</source>
      <translation>同一检验项目有多种单位，各按原单位保留。</translation>
    </message>
    <message>
      <source>Visits and stays</source>
      <translation>就诊与住院</translation>
    </message>
    <message>
      <source>Whose it is cannot be checked; left out.</source>
      <translation>无法核实属于哪位患者，未导入。</translation>
    </message>
    <message>
      <source>Writing the record</source>
      <translation>正在写入病历</translation>
    </message>
    <message>
      <source>a JSON list or value</source>
      <translation>JSON 列表或单个值</translation>
    </message>
    <message>
      <source>a folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>above all numbers</source>
      <translation>大于任何数</translation>
    </message>
    <message>
      <source>age at onset</source>
      <translation>起病年龄</translation>
    </message>
    <message>
      <source>age at the end</source>
      <translation>结束时年龄</translation>
    </message>
    <message>
      <source>age at the procedure</source>
      <translation>操作时年龄</translation>
    </message>
    <message>
      <source>age range at onset</source>
      <translation>起病年龄范围</translation>
    </message>
    <message>
      <source>age range at the end</source>
      <translation>结束时年龄范围</translation>
    </message>
    <message>
      <source>age range at the procedure</source>
      <translation>操作时年龄范围</translation>
    </message>
    <message>
      <source>as text only</source>
      <translation>仅有文字</translation>
    </message>
    <message>
      <source>asked, not known</source>
      <translation>已询问，不详</translation>
    </message>
    <message>
      <source>attached file</source>
      <translation>附件</translation>
    </message>
    <message>
      <source>beginning</source>
      <translation>开始日期</translation>
    </message>
    <message>
      <source>below all numbers</source>
      <translation>小于任何数</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>已取消</translation>
    </message>
    <message>
      <source>completed</source>
      <translation>已补全</translation>
    </message>
    <message>
      <source>complication</source>
      <translation>并发症</translation>
    </message>
    <message>
      <source>contradictory</source>
      <translation>矛盾</translation>
    </message>
    <message>
      <source>date in words</source>
      <translation>文字形式的日期</translation>
    </message>
    <message>
      <source>date of birth</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>date of death</source>
      <translation>死亡日期</translation>
    </message>
    <message>
      <source>date of onset</source>
      <translation>起病日期</translation>
    </message>
    <message>
      <source>date of recording</source>
      <translation>记录日期</translation>
    </message>
    <message>
      <source>date of the procedure</source>
      <translation>操作日期</translation>
    </message>
    <message>
      <source>date of the report</source>
      <translation>报告日期</translation>
    </message>
    <message>
      <source>date of the result</source>
      <translation>结果日期</translation>
    </message>
    <message>
      <source>declined</source>
      <translation>拒绝回答</translation>
    </message>
    <message>
      <source>diagnosis of the visit</source>
      <translation>就诊诊断</translation>
    </message>
    <message>
      <source>differential diagnosis</source>
      <translation>鉴别诊断</translation>
    </message>
    <message>
      <source>draft</source>
      <translation>草稿</translation>
    </message>
    <message>
      <source>end</source>
      <translation>结束日期</translation>
    </message>
    <message>
      <source>end in words</source>
      <translation>文字形式的结束时间</translation>
    </message>
    <message>
      <source>error of measurement</source>
      <translation>测量错误</translation>
    </message>
    <message>
      <source>in preparation</source>
      <translation>准备中</translation>
    </message>
    <message>
      <source>in progress</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>intended</source>
      <translation>拟用</translation>
    </message>
    <message>
      <source>interpretation</source>
      <translation>结果判读</translation>
    </message>
    <message>
      <source>it is not UTF-8 text</source>
      <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
      <source>it was written by another version of this program: {version}</source>
      <translation>由本程序的其他版本写成：{version}</translation>
    </message>
    <message>
      <source>its JSON holds a number that is too long</source>
      <translation>JSON 中有过长的数字</translation>
    </message>
    <message>
      <source>its JSON is broken or cut off on line {line}</source>
      <translation>JSON 在第 {line} 行损坏或中断</translation>
    </message>
    <message>
      <source>its JSON is nested too deeply</source>
      <translation>JSON 嵌套过深</translation>
    </message>
    <message>
      <source>line {line}: more or fewer cells than the header, or a quotation mark that is not closed</source>
      <translation>第 {line} 行：单元格数与表头不符，或引号未闭合</translation>
    </message>
    <message>
      <source>line {line}: the column {column} does not hold what belongs there</source>
      <translation>第 {line} 行：{column} 列的内容不符合要求</translation>
    </message>
    <message>
      <source>measured curve</source>
      <translation>波形数据</translation>
    </message>
    <message>
      <source>new</source>
      <translation>新增</translation>
    </message>
    <message>
      <source>not a number</source>
      <translation>非数字</translation>
    </message>
    <message>
      <source>not applicable</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>not asked</source>
      <translation>未询问</translation>
    </message>
    <message>
      <source>not done</source>
      <translation>未进行</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>不详</translation>
    </message>
    <message>
      <source>not known yet</source>
      <translation>暂不详</translation>
    </message>
    <message>
      <source>not permitted</source>
      <translation>不允许</translation>
    </message>
    <message>
      <source>not supported</source>
      <translation>不支持</translation>
    </message>
    <message>
      <source>not taken</source>
      <translation>未服用</translation>
    </message>
    <message>
      <source>not tested</source>
      <translation>未检测</translation>
    </message>
    <message>
      <source>not to be given</source>
      <translation>禁用</translation>
    </message>
    <message>
      <source>note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>on hold</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>onset</source>
      <translation>起病日期</translation>
    </message>
    <message>
      <source>onset in words</source>
      <translation>文字形式的起病时间</translation>
    </message>
    <message>
      <source>option</source>
      <translation>备选</translation>
    </message>
    <message>
      <source>outcome</source>
      <translation>结局</translation>
    </message>
    <message>
      <source>partial</source>
      <translation>部分结果</translation>
    </message>
    <message>
      <source>plan</source>
      <translation>计划</translation>
    </message>
    <message>
      <source>planned</source>
      <translation>计划中</translation>
    </message>
    <message>
      <source>preliminary</source>
      <translation>初步结果</translation>
    </message>
    <message>
      <source>proposal</source>
      <translation>建议</translation>
    </message>
    <message>
      <source>provisional</source>
      <translation>初步诊断</translation>
    </message>
    <message>
      <source>reference</source>
      <translation>引用</translation>
    </message>
    <message>
      <source>registered, no result yet</source>
      <translation>已登记，尚无结果</translation>
    </message>
    <message>
      <source>severity</source>
      <translation>严重程度</translation>
    </message>
    <message>
      <source>site in the body</source>
      <translation>身体部位</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>已中止</translation>
    </message>
    <message>
      <source>the same</source>
      <translation>相同</translation>
    </message>
    <message>
      <source>unconfirmed</source>
      <translation>未确诊</translation>
    </message>
    <message>
      <source>withheld</source>
      <translation>已隐去</translation>
    </message>
    <message>
      <source>{count} entries stand twice in one of the records.</source>
      <translation>其中一份病历内有 {count} 个重复条目。</translation>
    </message>
    <message>
      <source>{effect}: {place}: {text}</source>
      <translation>{effect}：{place}：{text}</translation>
    </message>
    <message>
      <source>{left_out} parts were left out and {as_text} are kept as text only.</source>
      <translation>{left_out} 处未读入，{as_text} 处仅以文本保留。</translation>
    </message>
    <message>
      <source>{unit} cannot be converted into {target} for this value. Enter the value in the unit that the laboratory printed.</source>
      <translation>该数值无法由 {unit} 换算为 {target}。请按检验报告所印单位录入。</translation>
    </message>
  </context>
  <context>
    <name>Report</name>
    <message>
      <source>"No variant reported" is not "normal": which places were sequenced is not known from the file.</source>
      <translation>“未报告变异”不等于“正常”：文件未说明哪些位点经过测序。</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>95 % interval {low}–{high} %</source>
      <translation>95 % 区间 {low}–{high} %</translation>
    </message>
    <message>
      <source>; </source>
      <translation>；</translation>
    </message>
    <message>
      <source>A record was opened, but it may belong to another patient and nobody has confirmed the match: it was not used.</source>
      <translation>已打开病历，但可能属于其他患者且尚未确认匹配：未使用该病历。</translation>
    </message>
    <message>
      <source>Age at CT</source>
      <translation>检查时年龄</translation>
    </message>
    <message>
      <source>Assessment</source>
      <translation>判读</translation>
    </message>
    <message>
      <source>Basis</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>Biomarker</source>
      <translation>生物标志物</translation>
    </message>
    <message>
      <source>Born</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>Category {category}</source>
      <translation>{category} 类</translation>
    </message>
    <message>
      <source>Chest CT report</source>
      <translation>胸部 CT 报告</translation>
    </message>
    <message>
      <source>Comment: {comment}</source>
      <translation>备注：{comment}</translation>
    </message>
    <message>
      <source>Contraindications: {facts}</source>
      <translation>禁忌：{facts}</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>对比剂</translation>
    </message>
    <message>
      <source>Created {time} by pmdesk {version}</source>
      <translation>由 pmdesk {version} 生成于 {time}</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Density</source>
      <translation>密度</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>描述</translation>
    </message>
    <message>
      <source>Detail</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Document schema</source>
      <translation>文档模式版本</translation>
    </message>
    <message>
      <source>Ensemble range</source>
      <translation>集成模型范围</translation>
    </message>
    <message>
      <source>Estimated by the model: the probability that four radiologists would rate the nodule above 3 of 5 on average, and their ratings of the traits (LIDC-IDRI, Armato 2011; 1 is the lowest: subtlety extremely subtle, calcification popcorn, sphericity linear, margin poorly defined, lobulation and spiculation none, texture ground-glass). No pathology was seen: not for ruling cancer in or out, nor for leaving out follow-up or biopsy.</source>
      <translation>由模型估计：四位放射科医师平均评分高于 3 分（满分 5 分）的概率，以及他们对各征象的评分（LIDC-IDRI，Armato 2011；1 分为最低：显著度为极不明显，钙化为爆米花样，球形度为线状，边缘为模糊，分叶征和毛刺征为无，密度为磨玻璃）。未经病理证实：不得据此诊断或排除肺癌，也不得据此省略随访或活检。</translation>
    </message>
    <message>
      <source>Evidence: {sources}</source>
      <translation>证据：{sources}</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>发现</translation>
    </message>
    <message>
      <source>Follow-up: {advice}</source>
      <translation>随访：{advice}</translation>
    </message>
    <message>
      <source>For research use, not a cleared medical device</source>
      <translation>For research use, not a cleared medical device</translation>
    </message>
    <message>
      <source>Further marks of the model below its operating point (about {false_marks} false marks per scan): {count}. Nobody has looked at them; they are not listed.</source>
      <translation>模型另有 {count} 个标记低于所选工作点（每次扫描约 {false_marks} 个假阳性），无人查看，未列出。</translation>
    </message>
    <message>
      <source>Further marks of the model below its operating point (about {false_marks} false marks per scan, finds {share} % of nodules): {count}. Nobody has looked at them; they are not listed.</source>
      <translation>模型另有 {count} 个标记低于所选工作点（每次扫描约 {false_marks} 个假阳性，检出 {share}% 的结节），无人查看，未列出。</translation>
    </message>
    <message>
      <source>Genome</source>
      <translation>基因组</translation>
    </message>
    <message>
      <source>Geometry</source>
      <translation>几何</translation>
    </message>
    <message>
      <source>How this was made</source>
      <translation>结果来源</translation>
    </message>
    <message>
      <source>ID</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Implementation grade: A checked against two sources, B against one, C from a guideline's table, D not verified against a source. Percentages are probabilities in the model's own population.</source>
      <translation>实现等级：A 经两个来源核对，B 经一个来源核对，C 依据指南表格，D 未与来源核对。百分比为模型所依据人群中的概率。</translation>
    </message>
    <message>
      <source>Inputs: {inputs}</source>
      <translation>输入：{inputs}</translation>
    </message>
    <message>
      <source>Location</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Location is the third of the lung's height, not the lobe. Long axis: longest on any axial slice; short axis perpendicular to it. Mean Ø is their mean. Volume ± one standard deviation. * estimated by the model or by computation, not confirmed.</source>
      <translation>位置为肺高度的三分区，不是肺叶。长径：各轴位层面中最长者；短径与其垂直。平均直径为两者的平均值。体积 ± 一个标准差。* 由模型或计算估计，尚未确认。</translation>
    </message>
    <message>
      <source>Long × short</source>
      <translation>长径 × 短径</translation>
    </message>
    <message>
      <source>Malignancy</source>
      <translation>恶性概率</translation>
    </message>
    <message>
      <source>Marked by the model. Nobody has confirmed that these are nodules, nor their measurements or the numbers below.</source>
      <translation>由模型标记。是否为结节、其测量值及以下数值均未经医师确认。</translation>
    </message>
    <message>
      <source>Mean Ø</source>
      <translation>平均径</translation>
    </message>
    <message>
      <source>Missing: {inputs}</source>
      <translation>缺失：{inputs}</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Model SHA-256</source>
      <translation>模型 SHA-256</translation>
    </message>
    <message>
      <source>Model {model} {hash}</source>
      <translation>模型 {model} {hash}</translation>
    </message>
    <message>
      <source>Model: {model}.</source>
      <translation>模型：{model}。</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>No image model was run.</source>
      <translation>未运行影像模型。</translation>
    </message>
    <message>
      <source>No model has been run on these images: an empty list of findings does not mean that there are no nodules.</source>
      <translation>尚未对这些图像运行模型：发现列表为空不代表没有结节。</translation>
    </message>
    <message>
      <source>No reviewed findings.</source>
      <translation>无已审阅的发现。</translation>
    </message>
    <message>
      <source>No rule of the knowledge table was met.</source>
      <translation>知识表中无规则满足。</translation>
    </message>
    <message>
      <source>No warnings.</source>
      <translation>无警告。</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Nodule {number}</source>
      <translation>结节 {number}</translation>
    </message>
    <message>
      <source>Nodules, risks and options for discussion</source>
      <translation>结节、风险与供讨论的方案</translation>
    </message>
    <message>
      <source>Not computed because inputs are missing: {models}</source>
      <translation>因缺少输入未计算：{models}</translation>
    </message>
    <message>
      <source>Not judged by a model, which is not the same as benign: {numbers}.</source>
      <translation>模型未作判断（不等于良性）：{numbers}。</translation>
    </message>
    <message>
      <source>Not reviewed: not part of the report</source>
      <translation>未经审阅：不属于报告内容</translation>
    </message>
    <message>
      <source>Notes on the images and the run</source>
      <translation>图像与运行备注</translation>
    </message>
    <message>
      <source>Nothing in this document has been reviewed by a person. All {count} findings are the model's own and are not part of the report.</source>
      <translation>本文件内容均未经医师审阅。全部 {count} 个发现均由模型给出，不属于报告内容。</translation>
    </message>
    <message>
      <source>Options are for discussion in the treating team; they are not orders and not complete.</source>
      <translation>方案供诊疗团队讨论，非医嘱，亦不完整。</translation>
    </message>
    <message>
      <source>Options for discussion</source>
      <translation>供讨论的方案</translation>
    </message>
    <message>
      <source>Options that rest on findings which nobody has reviewed are marked †.</source>
      <translation>依据未审阅发现的方案以 † 标记。</translation>
    </message>
    <message>
      <source>Origin: {origin}.</source>
      <translation>来源：{origin}。</translation>
    </message>
    <message>
      <source>Outlines show the model's findings, reviewed or not; numbers are those of the tables.</source>
      <translation>轮廓为模型发现（无论是否审阅）；编号与表格一致。</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>概览</translation>
    </message>
    <message>
      <source>Page {page} of {pages}</source>
      <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Reviewed by</source>
      <translation>审阅医师</translation>
    </message>
    <message>
      <source>Risk and follow-up</source>
      <translation>风险与随访</translation>
    </message>
    <message>
      <source>Risk scores of the patient</source>
      <translation>患者风险评分</translation>
    </message>
    <message>
      <source>Run at</source>
      <translation>运行时间</translation>
    </message>
    <message>
      <source>Run time</source>
      <translation>耗时</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>序列</translation>
    </message>
    <message>
      <source>Series UID</source>
      <translation>序列 UID</translation>
    </message>
    <message>
      <source>Sex</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>Slice</source>
      <translation>层面</translation>
    </message>
    <message>
      <source>Slices</source>
      <translation>层数</translation>
    </message>
    <message>
      <source>Software</source>
      <translation>软件</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Source: {source}</source>
      <translation>来源：{source}</translation>
    </message>
    <message>
      <source>Speaks against it: {facts}</source>
      <translation>不利因素：{facts}</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Study</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Synthetic patient: not a real person</source>
      <translation>合成患者：非真实人员</translation>
    </message>
    <message>
      <source>The model marked no nodule. Small or faint nodules can be missed; a person must read the images.</source>
      <translation>模型未标记结节。小结节或淡薄结节可能漏检，须由医师阅片。</translation>
    </message>
    <message>
      <source>The patient of the record and the patient of the images differ: {fields}.</source>
      <translation>病历患者与图像患者不一致：{fields}。</translation>
    </message>
    <message>
      <source>To be known first: {facts}</source>
      <translation>需先明确：{facts}</translation>
    </message>
    <message>
      <source>Traits</source>
      <translation>征象</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>版本</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>体积</translation>
    </message>
    <message>
      <source>Voxel spacing</source>
      <translation>体素间距</translation>
    </message>
    <message>
      <source>What a model says of each nodule</source>
      <translation>模型对各结节的判断</translation>
    </message>
    <message>
      <source>Why: {facts}</source>
      <translation>依据：{facts}</translation>
    </message>
    <message>
      <source>accepted</source>
      <translation>已接受</translation>
    </message>
    <message>
      <source>avoid</source>
      <translation>避免</translation>
    </message>
    <message>
      <source>calcification</source>
      <translation>钙化</translation>
    </message>
    <message>
      <source>cannot be assessed</source>
      <translation>无法判读</translation>
    </message>
    <message>
      <source>conspicuity</source>
      <translation>显著度</translation>
    </message>
    <message>
      <source>does not apply</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>已修改</translation>
    </message>
    <message>
      <source>female</source>
      <translation>女</translation>
    </message>
    <message>
      <source>follow-up</source>
      <translation>随访</translation>
    </message>
    <message>
      <source>found</source>
      <translation>检出</translation>
    </message>
    <message>
      <source>germline</source>
      <translation>胚系</translation>
    </message>
    <message>
      <source>germline or somatic not stated</source>
      <translation>未说明胚系或体细胞</translation>
    </message>
    <message>
      <source>ground-glass</source>
      <translation>磨玻璃</translation>
    </message>
    <message>
      <source>image headers</source>
      <translation>图像头信息</translation>
    </message>
    <message>
      <source>implementation grade {grade}</source>
      <translation>实现等级 {grade}</translation>
    </message>
    <message>
      <source>left</source>
      <translation>左侧</translation>
    </message>
    <message>
      <source>level {level}</source>
      <translation>等级 {level}</translation>
    </message>
    <message>
      <source>lobulation</source>
      <translation>分叶征</translation>
    </message>
    <message>
      <source>locked: geometry not trusted</source>
      <translation>锁定：几何不可信</translation>
    </message>
    <message>
      <source>lower third</source>
      <translation>下 1/3</translation>
    </message>
    <message>
      <source>male</source>
      <translation>男</translation>
    </message>
    <message>
      <source>margin</source>
      <translation>边缘</translation>
    </message>
    <message>
      <source>middle third</source>
      <translation>中 1/3</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no variant reported</source>
      <translation>未报告变异</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>not computed</source>
      <translation>未计算</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>未测量</translation>
    </message>
    <message>
      <source>not reviewed</source>
      <translation>未审阅</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>未说明</translation>
    </message>
    <message>
      <source>not trusted: no measurements</source>
      <translation>不可信：不作测量</translation>
    </message>
    <message>
      <source>other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>part-solid</source>
      <translation>部分实性</translation>
    </message>
    <message>
      <source>prevention</source>
      <translation>预防</translation>
    </message>
    <message>
      <source>radiation</source>
      <translation>放射治疗</translation>
    </message>
    <message>
      <source>record</source>
      <translation>病历</translation>
    </message>
    <message>
      <source>regular</source>
      <translation>规则</translation>
    </message>
    <message>
      <source>rejected</source>
      <translation>已否定</translation>
    </message>
    <message>
      <source>right</source>
      <translation>右侧</translation>
    </message>
    <message>
      <source>side not known</source>
      <translation>侧别不明</translation>
    </message>
    <message>
      <source>solid</source>
      <translation>实性</translation>
    </message>
    <message>
      <source>solid part {diameter} mm</source>
      <translation>实性成分 {diameter} mm</translation>
    </message>
    <message>
      <source>solid part {diameter} mm{mark}, {volume} mm³ ({share} % of the volume)</source>
      <translation>实性成分 {diameter} mm{mark}，{volume} mm³（占体积 {share} %）</translation>
    </message>
    <message>
      <source>somatic</source>
      <translation>体细胞</translation>
    </message>
    <message>
      <source>sphericity</source>
      <translation>球形度</translation>
    </message>
    <message>
      <source>sphericity {sphericity}, elongation {elongation}, flatness {flatness}</source>
      <translation>球形度 {sphericity}，伸长度 {elongation}，扁平度 {flatness}</translation>
    </message>
    <message>
      <source>spiculation</source>
      <translation>毛刺征</translation>
    </message>
    <message>
      <source>surgery</source>
      <translation>手术</translation>
    </message>
    <message>
      <source>systemic therapy</source>
      <translation>全身治疗</translation>
    </message>
    <message>
      <source>targeted therapy</source>
      <translation>靶向治疗</translation>
    </message>
    <message>
      <source>test</source>
      <translation>检测</translation>
    </message>
    <message>
      <source>texture</source>
      <translation>密度</translation>
    </message>
    <message>
      <source>upper third</source>
      <translation>上 1/3</translation>
    </message>
    <message>
      <source>usable with caution, see notes</source>
      <translation>可用但需注意，见备注</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>zone not known</source>
      <translation>区域不明</translation>
    </message>
    <message>
      <source>{count} more are listed in case.json.</source>
      <translation>另有 {count} 个列于 case.json。</translation>
    </message>
    <message>
      <source>{label}: {value}</source>
      <translation>{label}：{value}</translation>
    </message>
    <message>
      <source>{long} × {short} mm</source>
      <translation>{long} × {short} mm</translation>
    </message>
    <message>
      <source>{mean} ± {sd} HU</source>
      <translation>{mean} ± {sd} HU</translation>
    </message>
    <message>
      <source>{name} {rating}/{most}</source>
      <translation>{name} {rating}/{most}</translation>
    </message>
    <message>
      <source>{reviewed} reviewed and in this report, {unreviewed} not reviewed, {rejected} rejected.</source>
      <translation>已审阅并纳入本报告 {reviewed} 个，未审阅 {unreviewed} 个，已否定 {rejected} 个。</translation>
    </message>
    <message>
      <source>{sample}, build {build}. Variants: {total} ({passed} passed the file's filters, {failed} failed, {unfiltered} not filtered).</source>
      <translation>{sample}，参考基因组 {build}，共 {total} 个变异（通过过滤 {passed}，未通过 {failed}，未过滤 {unfiltered}）。</translation>
    </message>
    <message>
      <source>{side}, {zone}</source>
      <translation>{side}{zone}</translation>
    </message>
    <message>
      <source>{slice} mm between slices, {row} × {column} mm in plane</source>
      <translation>层间 {slice} mm，层内 {row} × {column} mm</translation>
    </message>
    <message>
      <source>{value} %</source>
      <translation>{value} %</translation>
    </message>
    <message>
      <source>{value} mm</source>
      <translation>{value} mm</translation>
    </message>
    <message>
      <source>{value} mm³</source>
      <translation>{value} mm³</translation>
    </message>
    <message>
      <source>{value} s</source>
      <translation>{value} 秒</translation>
    </message>
    <message>
      <source>{value} ± {sd} mm³</source>
      <translation>{value} ± {sd} mm³</translation>
    </message>
    <message>
      <source>{variants} failed the file's filter and was not used</source>
      <translation>{variants} 未通过文件过滤，未采用</translation>
    </message>
    <message>
      <source>{variants}: effect not stated</source>
      <translation>{variants}：影响未说明</translation>
    </message>
    <message>
      <source>{years} y</source>
      <translation>{years} 岁</translation>
    </message>
    <message>
      <source>仅供科研使用，非获批医疗器械</source>
      <translation>仅供科研使用，非获批医疗器械</translation>
    </message>
  </context>
  <context>
    <name>ReportPanel</name>
    <message>
      <source>({kind})</source>
      <translation>（{kind}）</translation>
    </message>
    <message>
      <source>95 % interval {range}</source>
      <translation>95 % 区间 {range}</translation>
    </message>
    <message>
      <source>Density, HU</source>
      <translation>密度，HU</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>发现</translation>
    </message>
    <message>
      <source>For discussion, not an order</source>
      <translation>供讨论，非医嘱</translation>
    </message>
    <message>
      <source>How it was made</source>
      <translation>生成方式</translation>
    </message>
    <message>
      <source>Location</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Long × short, mm</source>
      <translation>长径 × 短径，mm</translation>
    </message>
    <message>
      <source>Malignancy, %</source>
      <translation>恶性概率，%</translation>
    </message>
    <message>
      <source>Malignancy: what four radiologists would rate, estimated by a model; no pathology was seen. – not judged, which is not the same as benign</source>
      <translation>恶性概率：由模型估计的四位放射科医师评分，未经病理证实。– 表示未作判断，不等于良性</translation>
    </message>
    <message>
      <source>Marks of the model below its operating point, not looked at and not listed: {count}</source>
      <translation>模型另有低于所选工作点的标记，无人查看，未列出：{count} 个</translation>
    </message>
    <message>
      <source>No accepted finding yet</source>
      <translation>尚无已接受的发现</translation>
    </message>
    <message>
      <source>No images open</source>
      <translation>未打开影像</translation>
    </message>
    <message>
      <source>No nodule found by {model}; this does not exclude nodules</source>
      <translation>{model} 未发现结节；这并不能排除结节</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Nodules found by {model} {version} on {device}</source>
      <translation>结节由 {model} {version} 在 {device} 上检出</translation>
    </message>
    <message>
      <source>Not analysed</source>
      <translation>未分析</translation>
    </message>
    <message>
      <source>Not reviewed, so not in the report: {count}</source>
      <translation>尚未审阅、不进入报告的发现：{count}</translation>
    </message>
    <message>
      <source>Nothing to report yet</source>
      <translation>尚无可报告内容</translation>
    </message>
    <message>
      <source>Open images</source>
      <translation>打开影像</translation>
    </message>
    <message>
      <source>Open images, a record or a genome; the report fills itself</source>
      <translation>打开影像、病历或基因组后，报告将自动生成</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>方案</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Preview of the report</source>
      <translation>报告预览</translation>
    </message>
    <message>
      <source>Remark</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Research use only. Not a medical device.</source>
      <translation>仅供科研使用，非医疗器械。</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>审阅</translation>
    </message>
    <message>
      <source>Review them</source>
      <translation>去审阅</translation>
    </message>
    <message>
      <source>Risk and follow-up</source>
      <translation>风险与随访</translation>
    </message>
    <message>
      <source>Save case (JSON, SEG)…</source>
      <translation>保存病例（JSON、SEG）…</translation>
    </message>
    <message>
      <source>Save report (PDF)…</source>
      <translation>保存报告（PDF）…</translation>
    </message>
    <message>
      <source>Synthetic patient: not a real person</source>
      <translation>合成患者：并非真实人物</translation>
    </message>
    <message>
      <source>The record may belong to another patient; nothing of it is used</source>
      <translation>病历可能属于另一患者，未使用其中任何内容</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Volume, mm³</source>
      <translation>体积，mm³</translation>
    </message>
    <message>
      <source>Warnings</source>
      <translation>警告</translation>
    </message>
    <message>
      <source>incomplete, missing: {fields}</source>
      <translation>信息不全，缺少：{fields}</translation>
    </message>
    <message>
      <source>no published interval</source>
      <translation>无已发表的区间</translation>
    </message>
    <message>
      <source>{kind}; rests on a finding that nobody has reviewed</source>
      <translation>{kind}；依据的发现尚未审阅</translation>
    </message>
    <message>
      <source>≈ estimate of a model or a computation that nobody has confirmed</source>
      <translation>≈ 由模型或计算估计，尚无人确认</translation>
    </message>
  </context>
  <context>
    <name>RestoreDialog</name>
    <message>
      <source>%1 takes the place of %2. The store that is there now is kept beside it under another name; the open store is closed.</source>
      <translation>%1 将取代 %2。原有数据库将以其他名称保留在同一文件夹；当前打开的数据库将被关闭。</translation>
    </message>
    <message>
      <source>Administrator</source>
      <translation>管理员</translation>
    </message>
    <message>
      <source>Passphrase of the backup</source>
      <translation>备份的主密码</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Restore backup</source>
      <translation>恢复备份</translation>
    </message>
    <message>
      <source>This store has users: one of its administrators has to sign in.</source>
      <translation>该数据库设有用户，需由其管理员登录。</translation>
    </message>
  </context>
  <context>
    <name>ResultSection</name>
    <message>
      <source>Category</source>
      <translation>分类</translation>
    </message>
    <message>
      <source>{count} with this outcome</source>
      <translation>{count} 人出现该结局</translation>
    </message>
    <message>
      <source>{count} without</source>
      <translation>{count} 人不出现</translation>
    </message>
  </context>
  <context>
    <name>ResultStep</name>
    <message>
      <source>%1 more are not listed.</source>
      <translation>另有 %1 处未列出。</translation>
    </message>
    <message>
      <source>%1 rows read, %2 used: %3 patients, %4 entries. %5 cells or rows are left out.</source>
      <translation>读取 %1 行，采用 %2 行：%3 名患者，%4 条记录。%5 个单元格或行未导入。</translation>
    </message>
    <message>
      <source>Birth date</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>Cells left out or kept as text</source>
      <translation>未导入或按文本保留的单元格</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Detail</source>
      <translation>详情</translation>
    </message>
    <message>
      <source>Export CSV...</source>
      <translation>导出 CSV…</translation>
    </message>
    <message>
      <source>Export the list of cells</source>
      <translation>导出单元格清单</translation>
    </message>
    <message>
      <source>Export the list of cells as CSV</source>
      <translation>将单元格清单导出为 CSV</translation>
    </message>
    <message>
      <source>Measured values</source>
      <translation>测量值</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>提示</translation>
    </message>
    <message>
      <source>Other entries</source>
      <translation>其他记录</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>处理</translation>
    </message>
    <message>
      <source>Patient id</source>
      <translation>患者编号</translation>
    </message>
    <message>
      <source>Patients</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行数</translation>
    </message>
    <message>
      <source>Saved: %1</source>
      <translation>已保存：%1</translation>
    </message>
    <message>
      <source>Sex</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>kept</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>未导入</translation>
    </message>
  </context>
  <context>
    <name>RiskPage</name>
    <message>
      <source>All scores with numbers, intervals, inputs missing and sources</source>
      <translation>全部评分，含数值、区间、缺少的输入项和来源</translation>
    </message>
    <message>
      <source>Blood-pressure category, PHQ-9, GAD-7, WHO-5 and the stages of T2 N2b and T3 N2a (TNM 9) were entered from general knowledge. They are not computed unless this is on, and then they are marked.</source>
      <translation>血压分级、PHQ-9、GAD-7、WHO-5 以及 TNM 第 9 版中 T2 N2b 与 T3 N2a 的分期依据一般知识录入。仅在开启此项时计算，并予以标记。</translation>
    </message>
    <message>
      <source>Export all (CSV)</source>
      <translation>全部导出 (CSV)</translation>
    </message>
    <message>
      <source>Export all scores as CSV</source>
      <translation>将全部评分导出为 CSV</translation>
    </message>
    <message>
      <source>Export the scores</source>
      <translation>导出评分</translation>
    </message>
    <message>
      <source>No score yet</source>
      <translation>暂无评分</translation>
    </message>
    <message>
      <source>Open a record</source>
      <translation>打开病历</translation>
    </message>
    <message>
      <source>Open images</source>
      <translation>打开影像</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Risk</source>
      <translation>风险</translation>
    </message>
    <message>
      <source>Scores follow from the record and from findings on CT. Open a record or images; that there is no score is no statement about the patient's risk.</source>
      <translation>评分由病历和 CT 所见得出。请打开病历或影像；没有评分并不说明患者没有风险。</translation>
    </message>
    <message>
      <source>Show scores not verified against a source</source>
      <translation>显示未核对来源的评分</translation>
    </message>
    <message>
      <source>The chosen score</source>
      <translation>所选评分</translation>
    </message>
  </context>
  <context>
    <name>RiskPanel</name>
    <message>
      <source>95 % interval {range}</source>
      <translation>95 % 区间 {range}</translation>
    </message>
    <message>
      <source>Inputs ({count})</source>
      <translation>输入（{count}）</translation>
    </message>
    <message>
      <source>Missing; nothing was assumed:</source>
      <translation>缺少以下信息，未作任何假设：</translation>
    </message>
    <message>
      <source>Model {model}, version {version}</source>
      <translation>模型 {model}，版本 {version}</translation>
    </message>
    <message>
      <source>No risk for this finding</source>
      <translation>该发现无风险结果</translation>
    </message>
    <message>
      <source>No risk to show</source>
      <translation>无可显示的风险</translation>
    </message>
    <message>
      <source>No risk yet</source>
      <translation>尚无风险结果</translation>
    </message>
    <message>
      <source>Not applicable ({count})</source>
      <translation>不适用（{count}）</translation>
    </message>
    <message>
      <source>Not known, would refine it:</source>
      <translation>未知，补充后结果更准确：</translation>
    </message>
    <message>
      <source>Open images</source>
      <translation>打开影像</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Rejected findings have no risk; accept it to see one</source>
      <translation>已否定的发现不计算风险；接受后可查看</translation>
    </message>
    <message>
      <source>Risks follow from findings and the record; open images first</source>
      <translation>风险由发现和病历得出；请先打开影像</translation>
    </message>
    <message>
      <source>Risks follow from findings; run nodule finding first</source>
      <translation>风险由发现得出；请先运行结节检测</translation>
    </message>
    <message>
      <source>Run nodule finding</source>
      <translation>运行结节检测</translation>
    </message>
    <message>
      <source>Show the score with its inputs and reasons</source>
      <translation>查看该评分的输入项和依据</translation>
    </message>
    <message>
      <source>Source and limits</source>
      <translation>来源与局限</translation>
    </message>
    <message>
      <source>There is no finding to compute a risk for; that is no statement about the patient's risk</source>
      <translation>没有可计算风险的发现；这不代表患者没有风险</translation>
    </message>
    <message>
      <source>Why: {title}</source>
      <translation>依据：{title}</translation>
    </message>
    <message>
      <source>no published interval</source>
      <translation>无已发表的区间</translation>
    </message>
    <message>
      <source>{version}, implementation grade {grade}</source>
      <translation>{version}，实现等级 {grade}</translation>
    </message>
  </context>
  <context>
    <name>RiskWords</name>
    <message>
      <source>95 % interval {range}</source>
      <translation>95% 区间 {range}</translation>
    </message>
    <message>
      <source>A: formula confirmed by two independent sources and recomputed</source>
      <translation>A：公式经两个独立来源核实并重新计算</translation>
    </message>
    <message>
      <source>B: formula from one source, recomputed</source>
      <translation>B：公式来自单一来源，已重新计算</translation>
    </message>
    <message>
      <source>C: table of a guideline, taken over as printed</source>
      <translation>C：指南表格，按原表采用</translation>
    </message>
    <message>
      <source>Computed for {date}</source>
      <translation>计算日期 {date}</translation>
    </message>
    <message>
      <source>D: entered from general knowledge, not verified against a source</source>
      <translation>D：依据一般知识录入，未与来源核对</translation>
    </message>
    <message>
      <source>For research use, not a cleared medical device</source>
      <translation>仅供科研使用，非获批医疗器械</translation>
    </message>
    <message>
      <source>Inputs:</source>
      <translation>输入项：</translation>
    </message>
    <message>
      <source>Made for: {who}</source>
      <translation>适用人群：{who}</translation>
    </message>
    <message>
      <source>Model {model}, version {version}</source>
      <translation>模型 {model}，版本 {version}</translation>
    </message>
    <message>
      <source>Not for: {what}</source>
      <translation>不适用于：{what}</translation>
    </message>
    <message>
      <source>Not known, nothing was assumed:</source>
      <translation>未知，未作任何假设：</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>computed</source>
      <translation>已计算</translation>
    </message>
    <message>
      <source>incomplete</source>
      <translation>信息不全</translation>
    </message>
    <message>
      <source>needs 1 value</source>
      <translation>缺 1 项</translation>
    </message>
    <message>
      <source>needs {count} values</source>
      <translation>缺 {count} 项</translation>
    </message>
    <message>
      <source>no change</source>
      <translation>无变化</translation>
    </message>
    <message>
      <source>no published interval</source>
      <translation>无已发表的区间</translation>
    </message>
    <message>
      <source>not applicable</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>years</source>
      <translation>年</translation>
    </message>
    <message>
      <source>{low} to {high} {unit}</source>
      <translation>{low} 至 {high} {unit}</translation>
    </message>
    <message>
      <source>{number} percentage points</source>
      <translation>{number} 个百分点</translation>
    </message>
    <message>
      <source>{text} ({remark})</source>
      <translation>{text}（{remark}）</translation>
    </message>
  </context>
  <context>
    <name>ScoreList</name>
    <message>
      <source>All scores</source>
      <translation>全部评分</translation>
    </message>
    <message>
      <source>Computed</source>
      <translation>已计算</translation>
    </message>
    <message>
      <source>Incomplete</source>
      <translation>信息不全</translation>
    </message>
    <message>
      <source>No score matches; clear the search or choose all scores</source>
      <translation>没有符合的评分；请清除搜索或选择全部评分</translation>
    </message>
    <message>
      <source>Not applicable</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>Scores</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Search scores</source>
      <translation>搜索评分</translation>
    </message>
    <message>
      <source>What to enter first</source>
      <translation>优先补充的数值</translation>
    </message>
    <message>
      <source>Which scores are listed</source>
      <translation>列出哪些评分</translation>
    </message>
  </context>
  <context>
    <name>ScoreView</name>
    <message>
      <source>Compare</source>
      <translation>比较</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <translation>复制为文本</translation>
    </message>
    <message>
      <source>Other scores that answer the same question</source>
      <translation>回答同一问题的其他评分</translation>
    </message>
    <message>
      <source>Score copied as text</source>
      <translation>评分已复制为文本</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>依据</translation>
    </message>
  </context>
  <context>
    <name>ScoresTable</name>
    <message>
      <source>Category</source>
      <translation>分类</translation>
    </message>
    <message>
      <source>Computed for</source>
      <translation>计算日期</translation>
    </message>
    <message>
      <source>Interval, high</source>
      <translation>区间上限</translation>
    </message>
    <message>
      <source>Interval, low</source>
      <translation>区间下限</translation>
    </message>
    <message>
      <source>Meaning</source>
      <translation>含义</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>缺少</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>结局</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Subject</source>
      <translation>对象</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>版本</translation>
    </message>
  </context>
  <context>
    <name>SecretField</name>
    <message>
      <source>Show</source>
      <translation>显示</translation>
    </message>
    <message>
      <source>Show what is typed</source>
      <translation>显示所输入的内容</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source> min</source>
      <translation> 分钟</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>应用</translation>
    </message>
    <message>
      <source>Automatic lock</source>
      <translation>自动锁定</translation>
    </message>
    <message>
      <source>Idle minutes; 0: never by itself</source>
      <translation>闲置分钟数；0 表示从不自动锁定</translation>
    </message>
    <message>
      <source>Lock after</source>
      <translation>锁定等待时间</translation>
    </message>
    <message>
      <source>Lock after (minutes)</source>
      <translation>锁定等待时间（分钟）</translation>
    </message>
    <message>
      <source>When nobody has touched mouse or keyboard for so long, the store locks and the window is covered. What is open stays open.</source>
      <translation>若在此时间内无人使用鼠标或键盘，数据库将锁定，窗口被遮盖。已打开的内容保持不变。</translation>
    </message>
    <message>
      <source>never by itself</source>
      <translation>从不自动锁定</translation>
    </message>
  </context>
  <context>
    <name>SettingsForm</name>
    <message>
      <source>Algorithms</source>
      <translation>算法</translation>
    </message>
    <message>
      <source>From which probability on a row counts as “yes”</source>
      <translation>概率达到多少判为“是”</translation>
    </message>
    <message>
      <source>Go on in spite of severe findings (the result says so)</source>
      <translation>忽略严重问题继续训练（结果中会注明）</translation>
    </message>
    <message>
      <source>Inner folds</source>
      <translation>内层折数</translation>
    </message>
    <message>
      <source>Learning curve (takes as long again)</source>
      <translation>学习曲线（耗时约加倍）</translation>
    </message>
    <message>
      <source>Outer folds</source>
      <translation>外层折数</translation>
    </message>
    <message>
      <source>Repeats</source>
      <translation>重复次数</translation>
    </message>
    <message>
      <source>Search the settings of each algorithm</source>
      <translation>搜索各算法的参数</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>随机种子</translation>
    </message>
    <message>
      <source>The inner folds tune and calibrate, inside the training part of an outer fold</source>
      <translation>内层折在外层训练部分内调参和校准</translation>
    </message>
    <message>
      <source>The outer folds measure: no patient is in the training part and the test part of a fold</source>
      <translation>外层折用于评估：同一患者不会同时出现在训练和测试部分</translation>
    </message>
    <message>
      <source>The same table, settings and seed give the same result</source>
      <translation>相同的表、设置和种子得到相同结果</translation>
    </message>
    <message>
      <source>The whole cross-validation again with other splits</source>
      <translation>以其他划分重复整个交叉验证</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>阈值</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>取值</translation>
    </message>
    <message>
      <source>fixed probability</source>
      <translation>固定概率</translation>
    </message>
    <message>
      <source>largest Youden index</source>
      <translation>约登指数最大</translation>
    </message>
    <message>
      <source>reaches a sensitivity</source>
      <translation>达到指定灵敏度</translation>
    </message>
  </context>
  <context>
    <name>SimilarNodules</name>
    <message>
      <source>Diameter {size} mm, likeness {likeness} (cosine, at most 1)</source>
      <translation>直径 {size} mm，相似度 {likeness}（余弦，最大为 1）</translation>
    </message>
    <message>
      <source>Images: LIDC-IDRI (Armato et al. 2011), CC BY 3.0. All at one scale. Alike for the model is not alike in nature; no pathology.</source>
      <translation>图像：LIDC-IDRI（Armato 等，2011），CC BY 3.0。比例尺一致。模型认为相似不代表性质相同；未经病理证实。</translation>
    </message>
    <message>
      <source>LIDC-IDRI, CC BY 3.0, nodule {key}</source>
      <translation>LIDC-IDRI，CC BY 3.0，结节 {key}</translation>
    </message>
    <message>
      <source>Looks like these: malignancy 1 to 5, mean of n radiologists</source>
      <translation>相似结节：恶性评分 1–5 分，n 位放射科医师的平均值</translation>
    </message>
    <message>
      <source>Malignancy {rating} of 5, mean of the readers: {count}</source>
      <translation>恶性评分 {rating}（满分 5 分），{count} 位阅片者的平均值</translation>
    </message>
    <message>
      <source>This nodule</source>
      <translation>本结节</translation>
    </message>
    <message>
      <source>This nodule, on the slice where it was measured</source>
      <translation>本结节，测量所在层面</translation>
    </message>
    <message>
      <source>likeness {value}</source>
      <translation>相似度 {value}</translation>
    </message>
    <message>
      <source>{rating} of 5, n={count}</source>
      <translation>{rating} 分，n={count}</translation>
    </message>
    <message>
      <source>{size} mm</source>
      <translation>{size} mm</translation>
    </message>
  </context>
  <context>
    <name>SlabBar</name>
    <message>
      <source>Axial</source>
      <translation>轴位</translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation>冠状位</translation>
    </message>
    <message>
      <source>MIP</source>
      <translation>MIP</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>平均</translation>
    </message>
    <message>
      <source>MinIP</source>
      <translation>MinIP</translation>
    </message>
    <message>
      <source>Sagittal</source>
      <translation>矢状位</translation>
    </message>
    <message>
      <source>Slab plane</source>
      <translation>层块平面</translation>
    </message>
    <message>
      <source>Slab projection</source>
      <translation>层块投影方式</translation>
    </message>
    <message>
      <source>Slab thickness</source>
      <translation>层块厚度</translation>
    </message>
    <message>
      <source>one slice</source>
      <translation>单层</translation>
    </message>
    <message>
      <source>{thickness} mm</source>
      <translation>{thickness} mm</translation>
    </message>
  </context>
  <context>
    <name>SmokingSummary</name>
    <message>
      <source>By dated statements: stopped between {first} and {last}, {least}–{most} years ago</source>
      <translation>据带日期的记载：在 {first} 至 {last} 之间戒烟，距今 {least}–{most} 年</translation>
    </message>
    <message>
      <source>Computed: {number} pack-years ({how}), as stated</source>
      <translation>计算得出：{number} 包年（{how}），与所述一致</translation>
    </message>
    <message>
      <source>Computed: {number} pack-years ({how}); nobody has stated them</source>
      <translation>计算得出：{number} 包年（{how}）；尚无人说明包年数</translation>
    </message>
    <message>
      <source>First noted as a former smoker on {day}: at least {least} years ago</source>
      <translation>{day} 首次记载为已戒烟：至少 {least} 年</translation>
    </message>
    <message>
      <source>Pack-years = cigarettes a day ÷ 20 × years smoked (20 cigarettes are a pack)</source>
      <translation>包年 = 每日吸烟支数 ÷ 20 × 吸烟年数（每包 20 支）</translation>
    </message>
    <message>
      <source>Stated {stated}, computed {number} pack-years ({how}): please check which is right</source>
      <translation>所述 {stated} 包年，计算 {number} 包年（{how}）：请核对</translation>
    </message>
    <message>
      <source>{cigarettes} a day ÷ 20 × {years} years</source>
      <translation>每日 {cigarettes} 支 ÷ 20 × {years} 年</translation>
    </message>
    <message>
      <source>{words}; the stated {stated} years do not agree</source>
      <translation>{words}；与所述 {stated} 年不符</translation>
    </message>
  </context>
  <context>
    <name>StatusLine</name>
    <message>
      <source>For research use, not a cleared medical device</source>
      <translation>仅供科研使用，非获批医疗器械</translation>
    </message>
    <message>
      <source>Wheel: slice   Right drag: window   Middle drag: pan   Ctrl+wheel: zoom   Ctrl+K: all commands</source>
      <translation>滚轮：翻层   右键拖动：调窗   中键拖动：平移   Ctrl+滚轮：缩放   Ctrl+K：全部命令</translation>
    </message>
    <message>
      <source>unit not known</source>
      <translation>单位未知</translation>
    </message>
  </context>
  <context>
    <name>Store</name>
    <message>
      <source>A passphrase of fewer than {limit} characters is easily found out; take several words.</source>
      <translation>主密码少于 {limit} 个字符，容易被猜出；请使用由多个词组成的主密码。</translation>
    </message>
    <message>
      <source>Another window or program is writing to {path}. Nothing was changed; try again in a moment.</source>
      <translation>另一个窗口或程序正在写入 {path}。未作任何更改；请稍后再试。</translation>
    </message>
    <message>
      <source>Audit log</source>
      <translation>审计日志</translation>
    </message>
    <message>
      <source>Backing up the store</source>
      <translation>正在备份数据库</translation>
    </message>
    <message>
      <source>Backup written and checked: {path}</source>
      <translation>备份已写入并通过校验：{path}</translation>
    </message>
    <message>
      <source>Changing the passphrase</source>
      <translation>正在更改主密码</translation>
    </message>
    <message>
      <source>Checking the store</source>
      <translation>正在校验数据库</translation>
    </message>
    <message>
      <source>Keep the passphrase in a safe place: without it nobody can read the store again.</source>
      <translation>请妥善保管主密码：一旦遗失，任何人都无法再读取该数据库。</translation>
    </message>
    <message>
      <source>Last entry of the audit log, to be noted elsewhere: {value}</source>
      <translation>审计日志的最后一条（请另行记录）：{value}</translation>
    </message>
    <message>
      <source>Looking for the patient's images</source>
      <translation>正在查找患者影像</translation>
    </message>
    <message>
      <source>New passphrase</source>
      <translation>新主密码</translation>
    </message>
    <message>
      <source>New password of {value}</source>
      <translation>{value} 的新密码</translation>
    </message>
    <message>
      <source>Nothing was saved: {reason}.</source>
      <translation>未保存：{reason}。</translation>
    </message>
    <message>
      <source>Opening the patient</source>
      <translation>正在打开患者</translation>
    </message>
    <message>
      <source>Opening the store</source>
      <translation>正在打开数据库</translation>
    </message>
    <message>
      <source>Pages on the disk</source>
      <translation>磁盘页面</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>主密码</translation>
    </message>
    <message>
      <source>Passphrase again</source>
      <translation>再次输入主密码</translation>
    </message>
    <message>
      <source>Password of {value}</source>
      <translation>{value} 的密码</translation>
    </message>
    <message>
      <source>Patient {value} holds an entry ({place}) that this pmdesk cannot read; a newer one has written it. Nothing was changed; update pmdesk.</source>
      <translation>患者 {value} 含有本版本 pmdesk 无法读取的条目（{place}），系由更新版本写入。未作任何更改；请更新 pmdesk。</translation>
    </message>
    <message>
      <source>Patient {value} was changed in another window meanwhile. Nothing was written; open the patient again and repeat the change.</source>
      <translation>患者 {value} 的资料已在另一个窗口中被修改。本次未写入；请重新打开该患者后再修改。</translation>
    </message>
    <message>
      <source>Patients: {count}</source>
      <translation>患者数：{count}</translation>
    </message>
    <message>
      <source>Reading the audit log</source>
      <translation>正在读取审计日志</translation>
    </message>
    <message>
      <source>Restoring the store</source>
      <translation>正在恢复数据库</translation>
    </message>
    <message>
      <source>Saving and closing the store</source>
      <translation>正在保存并关闭数据库</translation>
    </message>
    <message>
      <source>Saving the patient to the store</source>
      <translation>正在保存患者到数据库</translation>
    </message>
    <message>
      <source>Searching patients</source>
      <translation>正在检索患者</translation>
    </message>
    <message>
      <source>Sign in with the name and password of a user of the store; what was given is not right.</source>
      <translation>请用数据库用户的姓名和密码登录；所提供的信息不正确。</translation>
    </message>
    <message>
      <source>Store made: {path}</source>
      <translation>已创建数据库：{path}</translation>
    </message>
    <message>
      <source>Store restored: {path}</source>
      <translation>已恢复数据库：{path}</translation>
    </message>
    <message>
      <source>Tables and references</source>
      <translation>数据表与引用</translation>
    </message>
    <message>
      <source>The audit log of {path} does not fit together from entry {place} on: it was changed from outside. Keep the file and tell who is responsible for data protection.</source>
      <translation>{path} 的审计日志自第 {place} 条起不连续：曾被外部改动。请保留该文件，并通知数据保护负责人。</translation>
    </message>
    <message>
      <source>The exported files are not encrypted; protect the folder.</source>
      <translation>导出的文件未加密；请保护好该文件夹。</translation>
    </message>
    <message>
      <source>The passphrase does not open {path}. Check capitals and the keyboard layout; if it is surely right, the file is damaged: restore a backup.</source>
      <translation>该主密码无法打开 {path}。请检查大小写和键盘布局；若确认无误，则文件已损坏，请从备份恢复。</translation>
    </message>
    <message>
      <source>The store has no patient {value}. Search again; the list may be out of date.</source>
      <translation>数据库中没有患者 {value}。请重新检索；列表可能已过时。</translation>
    </message>
    <message>
      <source>The store is locked or closed. Nothing was read or written; unlock it, then try again.</source>
      <translation>数据库已锁定或关闭。未读取或写入任何内容；请解锁后重试。</translation>
    </message>
    <message>
      <source>The store needs a passphrase. Type it, or give it in a file (--passphrase-file) or in the variable PMDESK_STORE_PASSPHRASE.</source>
      <translation>数据库需要主密码。请直接输入，或通过文件（--passphrase-file）或环境变量 PMDESK_STORE_PASSPHRASE 提供。</translation>
    </message>
    <message>
      <source>The store that was there is kept as {path}</source>
      <translation>原有数据库已保留为 {path}</translation>
    </message>
    <message>
      <source>The two differ; type it again.</source>
      <translation>两次输入不一致，请重新输入。</translation>
    </message>
    <message>
      <source>The user {value} was not entered or changed: {reason}.</source>
      <translation>未添加或更改用户 {value}：{reason}。</translation>
    </message>
    <message>
      <source>This computer has no keyring; the passphrase was not kept.</source>
      <translation>本机没有系统密钥环；主密码未保存。</translation>
    </message>
    <message>
      <source>Users of the store</source>
      <translation>数据库用户</translation>
    </message>
    <message>
      <source>administer</source>
      <translation>管理</translation>
    </message>
    <message>
      <source>administrator</source>
      <translation>管理员</translation>
    </message>
    <message>
      <source>answer first whether the record belongs to the patient of the images</source>
      <translation>请先确认病历与影像是否属于同一患者</translation>
    </message>
    <message>
      <source>change</source>
      <translation>修改</translation>
    </message>
    <message>
      <source>checking every page</source>
      <translation>校验各页面</translation>
    </message>
    <message>
      <source>clinician</source>
      <translation>临床医生</translation>
    </message>
    <message>
      <source>comparing files</source>
      <translation>比对文件</translation>
    </message>
    <message>
      <source>copying</source>
      <translation>复制中</translation>
    </message>
    <message>
      <source>export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>neither a record nor images that name a patient are open</source>
      <translation>未打开病历，影像也未注明患者</translation>
    </message>
    <message>
      <source>reader</source>
      <translation>只读用户</translation>
    </message>
    <message>
      <source>the first user of a store has to be an administrator</source>
      <translation>数据库的第一个用户必须是管理员</translation>
    </message>
    <message>
      <source>the last administrator of a store stays one</source>
      <translation>数据库必须保留最后一名管理员</translation>
    </message>
    <message>
      <source>the name is empty or reserved</source>
      <translation>用户名为空或为保留名称</translation>
    </message>
    <message>
      <source>the name is taken</source>
      <translation>用户名已存在</translation>
    </message>
    <message>
      <source>the password has fewer than 8 characters</source>
      <translation>密码少于 8 个字符</translation>
    </message>
    <message>
      <source>there is no user of that name</source>
      <translation>没有此用户</translation>
    </message>
    <message>
      <source>view</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>{count} patients entered</source>
      <translation>已录入 {count} 名患者</translation>
    </message>
    <message>
      <source>{count} patients exported to {path}</source>
      <translation>已将 {count} 名患者导出到 {path}</translation>
    </message>
    <message>
      <source>{path} cannot be written: the disk is read-only or the rights are missing. Nothing was changed; copy the store to a disk that can be written, or ask for the rights.</source>
      <translation>{path} 无法写入：磁盘为只读或权限不足。未作任何更改；请将数据库复制到可写的磁盘，或申请权限。</translation>
    </message>
    <message>
      <source>{path} has the new passphrase. Backups made before keep the old one; make a new backup.</source>
      <translation>{path} 已启用新主密码。之前的备份仍使用旧主密码；请重新备份。</translation>
    </message>
    <message>
      <source>{path} is damaged ({reason}). Nothing was changed; restore the last backup.</source>
      <translation>{path} 已损坏（{reason}）。未作任何更改；请恢复最近的备份。</translation>
    </message>
    <message>
      <source>{path} is not a store of pmdesk. Choose the right file, or make a store.</source>
      <translation>{path} 不是 pmdesk 数据库。请选择正确的文件，或新建数据库。</translation>
    </message>
    <message>
      <source>{path} is open in another window or program. Close it there, then try again.</source>
      <translation>{path} 已在另一个窗口或程序中打开。请先在那里关闭，再重试。</translation>
    </message>
    <message>
      <source>{path} is there already. Nothing was changed; choose another name.</source>
      <translation>{path} 已存在。未作任何更改；请换一个名称。</translation>
    </message>
    <message>
      <source>{path} was deleted, moved or replaced while it was open. Nothing more is written to it, and what is on the screen is not saved. Put the file back or restore a backup, open the store again and save.</source>
      <translation>{path} 在打开期间被删除、移动或替换。不再向其写入，屏幕上的内容尚未保存。请将文件放回原处或恢复备份，重新打开数据库后再保存。</translation>
    </message>
    <message>
      <source>{path} was not entered: the store has a patient with the number {value}. Open that patient and compare; nothing is merged unasked.</source>
      <translation>未录入 {path}：数据库中已有编号为 {value} 的患者。请打开该患者进行核对；系统不会自动合并。</translation>
    </message>
    <message>
      <source>{path} was written by a newer pmdesk (version {found}; this one reads up to {limit}). It was left as it is; update pmdesk.</source>
      <translation>{path} 由更新版本的 pmdesk 写入（版本 {found}；本程序最高可读取 {limit}）。文件保持原样；请更新 pmdesk。</translation>
    </message>
    <message>
      <source>{value} cannot sign in any more; what this user did stays in the audit log.</source>
      <translation>{value} 无法再登录；其操作仍保留在审计日志中。</translation>
    </message>
    <message>
      <source>{value} has a new password.</source>
      <translation>{value} 的密码已更改。</translation>
    </message>
    <message>
      <source>{value} has not the right to do this ({reason}). Ask an administrator of the store.</source>
      <translation>{value} 没有执行此操作的权限（{reason}）。请联系数据库管理员。</translation>
    </message>
  </context>
  <context>
    <name>StoreDesk</name>
    <message>
      <source>%1 (%2) has not the right to do this</source>
      <translation>%1（%2）没有执行此操作的权限</translation>
    </message>
    <message>
      <source>Audit log...</source>
      <translation>审计日志…</translation>
    </message>
    <message>
      <source>Automatic lock...</source>
      <translation>自动锁定…</translation>
    </message>
    <message>
      <source>Back up store...</source>
      <translation>备份数据库…</translation>
    </message>
    <message>
      <source>Change my password...</source>
      <translation>修改我的密码…</translation>
    </message>
    <message>
      <source>Change passphrase...</source>
      <translation>更改主密码…</translation>
    </message>
    <message>
      <source>Check store</source>
      <translation>校验数据库</translation>
    </message>
    <message>
      <source>Close store</source>
      <translation>关闭数据库</translation>
    </message>
    <message>
      <source>Create store...</source>
      <translation>新建数据库…</translation>
    </message>
    <message>
      <source>Lock store</source>
      <translation>锁定数据库</translation>
    </message>
    <message>
      <source>No store is open</source>
      <translation>未打开数据库</translation>
    </message>
    <message>
      <source>Nothing is open that could be saved</source>
      <translation>没有可保存的内容</translation>
    </message>
    <message>
      <source>Open store</source>
      <translation>打开数据库</translation>
    </message>
    <message>
      <source>Open store...</source>
      <translation>打开数据库…</translation>
    </message>
    <message>
      <source>Patients...</source>
      <translation>患者…</translation>
    </message>
    <message>
      <source>Restore backup...</source>
      <translation>恢复备份…</translation>
    </message>
    <message>
      <source>Save patient to store</source>
      <translation>保存患者到数据库</translation>
    </message>
    <message>
      <source>Store (*.store);;All files (*)</source>
      <translation>数据库 (*.store);;所有文件 (*)</translation>
    </message>
    <message>
      <source>The store has no users; its passphrase opens it</source>
      <translation>该数据库未设用户，凭主密码打开</translation>
    </message>
    <message>
      <source>The store is being saved and closed</source>
      <translation>数据库正在保存并关闭</translation>
    </message>
    <message>
      <source>Users...</source>
      <translation>用户…</translation>
    </message>
  </context>
  <context>
    <name>StoreForm</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
  </context>
  <context>
    <name>StoredImages</name>
    <message>
      <source>%1 of %2 files are missing.</source>
      <translation>%2 个文件中有 %1 个缺失。</translation>
    </message>
    <message>
      <source>%1 of %2 files were changed since they were saved.</source>
      <translation>%2 个文件中有 %1 个在保存后被改动。</translation>
    </message>
    <message>
      <source>Do not open</source>
      <translation>不打开</translation>
    </message>
    <message>
      <source>Images of this patient:</source>
      <translation>该患者的影像：</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>暂不</translation>
    </message>
    <message>
      <source>Open them as they are</source>
      <translation>按现状打开</translation>
    </message>
    <message>
      <source>The images are not where they were (%1). Open them from their new place.</source>
      <translation>影像已不在原位置（%1）。请从新位置打开。</translation>
    </message>
    <message>
      <source>The store does not know where these images lie.</source>
      <translation>数据库没有记录这些影像的位置。</translation>
    </message>
    <message>
      <source>date not known</source>
      <translation>日期未知</translation>
    </message>
  </context>
  <context>
    <name>StoredSeries</name>
    <message>
      <source>An earlier version saved them without marks below the operating point; find nodules again to see those.</source>
      <translation>这些发现由早期版本保存，不含低于工作点的标记；重新检测结节后方可查看。</translation>
    </message>
    <message>
      <source>An earlier version saved these images and did not note whether they were analysed: that is not known.</source>
      <translation>这些影像由早期版本保存，当时未记录是否做过分析：是否分析过未知。</translation>
    </message>
    <message>
      <source>From the store: analysed {when} by {model}, nothing found. This does not exclude nodules.</source>
      <translation>来自数据库：{when} 由 {model} 分析，未发现结节；这不能排除结节。</translation>
    </message>
    <message>
      <source>From the store: {count} findings, {hidden} marks below the operating point; analysed {when} by {model}.</source>
      <translation>来自数据库：{count} 个发现，另有 {hidden} 个标记低于工作点；{when} 由 {model} 分析。</translation>
    </message>
    <message>
      <source>These images were saved before they were analysed.</source>
      <translation>这些影像保存时尚未分析。</translation>
    </message>
  </context>
  <context>
    <name>TableMapping</name>
    <message>
      <source>All rows are one patient's</source>
      <translation>全部行属于同一患者</translation>
    </message>
    <message>
      <source>Allergy</source>
      <translation>过敏</translation>
    </message>
    <message>
      <source>By name and birth date together</source>
      <translation>按姓名加出生日期</translation>
    </message>
    <message>
      <source>By patient id</source>
      <translation>按患者编号</translation>
    </message>
    <message>
      <source>Code (LOINC)</source>
      <translation>代码（LOINC）</translation>
    </message>
    <message>
      <source>Date of the diagnosis</source>
      <translation>诊断日期</translation>
    </message>
    <message>
      <source>Date of the measurements in the row</source>
      <translation>该行测量的日期</translation>
    </message>
    <message>
      <source>Date the drug was started</source>
      <translation>用药开始日期</translation>
    </message>
    <message>
      <source>Date the drug was stopped</source>
      <translation>停药日期</translation>
    </message>
    <message>
      <source>Dates</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Day first: 03/04/2026 is 3 April</source>
      <translation>日在前：03/04/2026 为 4 月 3 日</translation>
    </message>
    <message>
      <source>Diagnosis</source>
      <translation>诊断</translation>
    </message>
    <message>
      <source>Drug</source>
      <translation>药物</translation>
    </message>
    <message>
      <source>Every row is another patient</source>
      <translation>每行为一名患者</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>不导入</translation>
    </message>
    <message>
      <source>Lists</source>
      <translation>清单</translation>
    </message>
    <message>
      <source>Lower reference limit</source>
      <translation>参考值下限</translation>
    </message>
    <message>
      <source>Measured values</source>
      <translation>测量值</translation>
    </message>
    <message>
      <source>Month first: 03/04/2026 is 4 March</source>
      <translation>月在前：03/04/2026 为 3 月 4 日</translation>
    </message>
    <message>
      <source>Observation</source>
      <translation>观察项目</translation>
    </message>
    <message>
      <source>One column an item</source>
      <translation>每列一个项目</translation>
    </message>
    <message>
      <source>One row a measured value</source>
      <translation>每行一个测量值</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>患者</translation>
    </message>
    <message>
      <source>Procedure</source>
      <translation>操作或手术</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Upper reference limit</source>
      <translation>参考值上限</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>What was measured</source>
      <translation>项目名称</translation>
    </message>
  </context>
  <context>
    <name>TableMappingDialog</name>
    <message>
      <source>1  File</source>
      <translation>1  文件</translation>
    </message>
    <message>
      <source>2  Columns</source>
      <translation>2  列</translation>
    </message>
    <message>
      <source>3  Result</source>
      <translation>3  结果</translation>
    </message>
    <message>
      <source>Answer the open questions and confirm the suggestions first</source>
      <translation>请先回答未答的问题并确认建议</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>上一步</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Enter all into the store</source>
      <translation>全部存入数据库</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>下一步</translation>
    </message>
    <message>
      <source>Open this patient</source>
      <translation>打开该患者</translation>
    </message>
    <message>
      <source>Patients from a table</source>
      <translation>从表格导入患者</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
    <message>
      <source>The columns were recognised: mapping %1.</source>
      <translation>已识别各列：列设置“%1”。</translation>
    </message>
  </context>
  <context>
    <name>TableOutput</name>
    <message>
      <source>CSV table (*.csv)</source>
      <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
      <source>Rows copied: {count}</source>
      <translation>已复制 {count} 行</translation>
    </message>
    <message>
      <source>Saved {path}</source>
      <translation>已保存 {path}</translation>
    </message>
  </context>
  <context>
    <name>Tables</name>
    <message>
      <source>({place} in the mapping: {answers})</source>
      <translation>（对应关系文件中的 {place}：{answers}）</translation>
    </message>
    <message>
      <source>... and {count} more</source>
      <translation>……另有 {count} 处</translation>
    </message>
    <message>
      <source>Another column is already used for this.</source>
      <translation>已有另一列用于此项。</translation>
    </message>
    <message>
      <source>Choose the unit.</source>
      <translation>请选择单位。</translation>
    </message>
    <message>
      <source>Day or month first?</source>
      <translation>日在前还是月在前？</translation>
    </message>
    <message>
      <source>Making records of the table</source>
      <translation>由表格生成病历</translation>
    </message>
    <message>
      <source>Mapping kept as {name}.</source>
      <translation>对应关系已保存为 {name}。</translation>
    </message>
    <message>
      <source>More than {detail} different texts: this column does not answer the question.</source>
      <translation>不同取值超过 {detail} 种：本列不能回答此问题。</translation>
    </message>
    <message>
      <source>Name the columns with what was measured and with its value.</source>
      <translation>请指定项目名称列和结果列。</translation>
    </message>
    <message>
      <source>No column is used yet.</source>
      <translation>尚未使用任何列。</translation>
    </message>
    <message>
      <source>Proposed for the columns:</source>
      <translation>对各列的建议：</translation>
    </message>
    <message>
      <source>Read as {detail}, as stated; the results are written as UTF-8.</source>
      <translation>按注明的编码 {detail} 读取；结果以 UTF-8 写出。</translation>
    </message>
    <message>
      <source>Read as {detail}, which the file does not state; the results are written as UTF-8. Look at the texts, and state the encoding with --encoding if they are wrong.</source>
      <translation>文件未注明编码，按 {detail} 读取；结果以 UTF-8 写出。请核对文字，如有误请用 --encoding 指定编码。</translation>
    </message>
    <message>
      <source>Reading the table</source>
      <translation>读取表格</translation>
    </message>
    <message>
      <source>Say what these mean: {detail}</source>
      <translation>请说明以下取值的含义：{detail}</translation>
    </message>
    <message>
      <source>The column {detail} has no name.</source>
      <translation>{detail} 列没有列名。</translation>
    </message>
    <message>
      <source>The column {detail} is there more than once; the later ones are numbered.</source>
      <translation>{detail} 列重复出现，后面的列已加编号。</translation>
    </message>
    <message>
      <source>The file does not state its encoding; it was read as {detail}. Look at the names, and choose another encoding if they are wrong.</source>
      <translation>文件未注明编码，已按 {detail} 读取。请核对姓名，如有乱码请改选编码。</translation>
    </message>
    <message>
      <source>The row taken as the header holds numbers; check which row names the columns.</source>
      <translation>作为列名的一行含有数字，请核对列名在哪一行。</translation>
    </message>
    <message>
      <source>The sheet has merged cells: only the first row or column of each holds its value.</source>
      <translation>工作表含合并单元格：只有其首行或首列有值。</translation>
    </message>
    <message>
      <source>The table has no such column.</source>
      <translation>表格中没有此列。</translation>
    </message>
    <message>
      <source>To be answered first:</source>
      <translation>需先回答：</translation>
    </message>
    <message>
      <source>Which rows belong to one patient? Say which column is the patient id, or choose above.</source>
      <translation>哪些行属于同一患者？请指定患者编号列，或在上方选择。</translation>
    </message>
    <message>
      <source>Write the proposal with --suggest &gt; mapping.json, edit it, and read the table with --mapping mapping.json; --save-as NAME keeps it, so that tables with these columns are recognised.</source>
      <translation>用 --suggest &gt; mapping.json 写出建议并修改，再以 --mapping mapping.json 读取表格；加 --save-as 名称 可保存，以后遇到相同列的表格即可自动识别。</translation>
    </message>
    <message>
      <source>a comma or space in the number: decimals or thousands?</source>
      <translation>数字中有逗号或空格：是小数还是千位分隔？</translation>
    </message>
    <message>
      <source>a spreadsheet has lost digits of this number; format the column as text at its source and export again</source>
      <translation>电子表格已丢失该编号的部分数字；请在源文件中将该列设为文本后重新导出</translation>
    </message>
    <message>
      <source>an error of the spreadsheet</source>
      <translation>电子表格的错误值</translation>
    </message>
    <message>
      <source>day or month first?</source>
      <translation>日在前还是月在前？</translation>
    </message>
    <message>
      <source>in the row that begins near line {line} a quotation mark is not closed or a cell is too long</source>
      <translation>约第 {line} 行开始的记录中引号未闭合或单元格过长</translation>
    </message>
    <message>
      <source>it has no name, or one that is too long</source>
      <translation>没有名称或名称过长</translation>
    </message>
    <message>
      <source>kept</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>未导入</translation>
    </message>
    <message>
      <source>making the records</source>
      <translation>生成病历</translation>
    </message>
    <message>
      <source>more or fewer cells than the header</source>
      <translation>单元格数与列名数不符</translation>
    </message>
    <message>
      <source>not a date</source>
      <translation>不是日期</translation>
    </message>
    <message>
      <source>not a number</source>
      <translation>不是数字</translation>
    </message>
    <message>
      <source>not a unit of this analyte</source>
      <translation>不是该项目的单位</translation>
    </message>
    <message>
      <source>not possible in a living person</source>
      <translation>人体不可能出现的值</translation>
    </message>
    <message>
      <source>not possible in this unit, but in another: units swapped?</source>
      <translation>按此单位不可能，按另一单位则可能：单位是否弄错？</translation>
    </message>
    <message>
      <source>only a limit is stated (&lt; or &gt;); text, no number</source>
      <translation>只给出界限（&lt; 或 &gt;），作为文本而非数字</translation>
    </message>
    <message>
      <source>reading the rows</source>
      <translation>读取各行</translation>
    </message>
    <message>
      <source>reading the table</source>
      <translation>读取表格</translation>
    </message>
    <message>
      <source>rows of one patient number state different names, sexes or birth dates; the patient is left out</source>
      <translation>同一患者编号的各行姓名、性别或出生日期不一致；该患者未导入</translation>
    </message>
    <message>
      <source>the cell has another unit than its column; the cell's unit is used</source>
      <translation>单元格的单位与本列不同，采用单元格的单位</translation>
    </message>
    <message>
      <source>the date is incomplete; kept as stated</source>
      <translation>日期不完整，按原样保留</translation>
    </message>
    <message>
      <source>the date lies before the birth date; kept without a date</source>
      <translation>日期早于出生日期，不带日期保留</translation>
    </message>
    <message>
      <source>the date lies before the birth of anybody living</source>
      <translation>日期早于任何在世者的出生日期</translation>
    </message>
    <message>
      <source>the date lies in the future</source>
      <translation>日期在将来</translation>
    </message>
    <message>
      <source>the mapping does not say what this word means</source>
      <translation>列设置未说明此取值的含义</translation>
    </message>
    <message>
      <source>the row does not say what was measured</source>
      <translation>该行未写明测量项目</translation>
    </message>
    <message>
      <source>the row does not say whose it is</source>
      <translation>该行未写明属于哪位患者</translation>
    </message>
    <message>
      <source>the rows of this patient contradict each other; stays not known</source>
      <translation>该患者各行互相矛盾，按未知处理</translation>
    </message>
    <message>
      <source>the same value of the same day is there already</source>
      <translation>同一天的相同值已存在</translation>
    </message>
    <message>
      <source>the text is too long</source>
      <translation>文本过长</translation>
    </message>
    <message>
      <source>the unit is not known; never computed with</source>
      <translation>单位未知，不参与计算</translation>
    </message>
    <message>
      <source>the year has two digits only</source>
      <translation>年份只有两位数字</translation>
    </message>
    <message>
      <source>these columns are there twice: {columns}</source>
      <translation>以下列出现两次：{columns}</translation>
    </message>
    <message>
      <source>{column}: {question}</source>
      <translation>{column}：{question}</translation>
    </message>
    <message>
      <source>{count} rows above the header were left out.</source>
      <translation>列名上方的 {count} 行未导入。</translation>
    </message>
    <message>
      <source>{count} rows have more or fewer cells than the header and are left out, since their cells may have moved.</source>
      <translation>{count} 行的单元格数与列名数不符，可能错位，未导入。</translation>
    </message>
    <message>
      <source>{file} ({read_as}): {rows} rows read, {used} used, {patients} patients</source>
      <translation>{file}（{read_as}）：读取 {rows} 行，采用 {used} 行，{patients} 名患者</translation>
    </message>
  </context>
  <context>
    <name>Terms</name>
    <message>
      <source>Age</source>
      <translation>年龄</translation>
    </message>
    <message>
      <source>CT for lung cancer screening</source>
      <translation>肺癌筛查 CT</translation>
    </message>
    <message>
      <source>Cancer within the last 5 years</source>
      <translation>近 5 年内患癌</translation>
    </message>
    <message>
      <source>Cigarettes per day</source>
      <translation>每日吸烟支数</translation>
    </message>
    <message>
      <source>Conditions</source>
      <translation>疾病</translation>
    </message>
    <message>
      <source>Date of birth</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>Date of death</source>
      <translation>死亡日期</translation>
    </message>
    <message>
      <source>Deceased</source>
      <translation>已故</translation>
    </message>
    <message>
      <source>Earlier chest CT exists</source>
      <translation>既往有胸部 CT</translation>
    </message>
    <message>
      <source>Emphysema</source>
      <translation>肺气肿</translation>
    </message>
    <message>
      <source>Ethnicity</source>
      <translation>族裔</translation>
    </message>
    <message>
      <source>Extrathoracic cancer more than 5 years ago</source>
      <translation>5 年以前的胸外恶性肿瘤</translation>
    </message>
    <message>
      <source>Genome</source>
      <translation>基因组</translation>
    </message>
    <message>
      <source>Height</source>
      <translation>身高</translation>
    </message>
    <message>
      <source>Immunosuppressed</source>
      <translation>免疫抑制</translation>
    </message>
    <message>
      <source>L</source>
      <translation>左</translation>
    </message>
    <message>
      <source>LLZ</source>
      <translation>左下肺野</translation>
    </message>
    <message>
      <source>LMZ</source>
      <translation>左中肺野</translation>
    </message>
    <message>
      <source>LUZ</source>
      <translation>左上肺野</translation>
    </message>
    <message>
      <source>Lung cancer in the family</source>
      <translation>肺癌家族史</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Pack-years</source>
      <translation>包年</translation>
    </message>
    <message>
      <source>Patient ID</source>
      <translation>患者编号</translation>
    </message>
    <message>
      <source>R</source>
      <translation>右</translation>
    </message>
    <message>
      <source>RLZ</source>
      <translation>右下肺野</translation>
    </message>
    <message>
      <source>RMZ</source>
      <translation>右中肺野</translation>
    </message>
    <message>
      <source>RUZ</source>
      <translation>右上肺野</translation>
    </message>
    <message>
      <source>Sex</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>Smoking status</source>
      <translation>吸烟状态</translation>
    </message>
    <message>
      <source>Weight</source>
      <translation>体重</translation>
    </message>
    <message>
      <source>Years since quitting</source>
      <translation>戒烟年数</translation>
    </message>
    <message>
      <source>Years smoked</source>
      <translation>吸烟年数</translation>
    </message>
    <message>
      <source>accepted</source>
      <translation>已接受</translation>
    </message>
    <message>
      <source>active</source>
      <translation>活动期</translation>
    </message>
    <message>
      <source>airway</source>
      <translation>气道</translation>
    </message>
    <message>
      <source>artefact</source>
      <translation>伪影</translation>
    </message>
    <message>
      <source>avoid</source>
      <translation>避免使用</translation>
    </message>
    <message>
      <source>calcified granuloma</source>
      <translation>钙化性肉芽肿</translation>
    </message>
    <message>
      <source>computed</source>
      <translation>计算得出</translation>
    </message>
    <message>
      <source>current smoker</source>
      <translation>现吸烟</translation>
    </message>
    <message>
      <source>days a week</source>
      <translation>天/周</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>已编辑</translation>
    </message>
    <message>
      <source>female</source>
      <translation>女</translation>
    </message>
    <message>
      <source>follow-up</source>
      <translation>随访</translation>
    </message>
    <message>
      <source>former smoker</source>
      <translation>已戒烟</translation>
    </message>
    <message>
      <source>found</source>
      <translation>检出</translation>
    </message>
    <message>
      <source>fusion</source>
      <translation>融合</translation>
    </message>
    <message>
      <source>germline</source>
      <translation>胚系</translation>
    </message>
    <message>
      <source>ground-glass</source>
      <translation>磨玻璃</translation>
    </message>
    <message>
      <source>hemizygous</source>
      <translation>半合子</translation>
    </message>
    <message>
      <source>heterozygous</source>
      <translation>杂合</translation>
    </message>
    <message>
      <source>homozygous</source>
      <translation>纯合</translation>
    </message>
    <message>
      <source>homozygous reference</source>
      <translation>纯合参考型</translation>
    </message>
    <message>
      <source>image header</source>
      <translation>影像头信息</translation>
    </message>
    <message>
      <source>in remission</source>
      <translation>缓解</translation>
    </message>
    <message>
      <source>in-frame</source>
      <translation>框内</translation>
    </message>
    <message>
      <source>left lower zone</source>
      <translation>左下肺野</translation>
    </message>
    <message>
      <source>left lung</source>
      <translation>左肺</translation>
    </message>
    <message>
      <source>left middle zone</source>
      <translation>左中肺野</translation>
    </message>
    <message>
      <source>left upper zone</source>
      <translation>左上肺野</translation>
    </message>
    <message>
      <source>location not known</source>
      <translation>位置不详</translation>
    </message>
    <message>
      <source>lymph node</source>
      <translation>淋巴结</translation>
    </message>
    <message>
      <source>male</source>
      <translation>男</translation>
    </message>
    <message>
      <source>missense</source>
      <translation>错义</translation>
    </message>
    <message>
      <source>model estimate</source>
      <translation>模型估计</translation>
    </message>
    <message>
      <source>never smoked</source>
      <translation>从不吸烟</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no variant reported</source>
      <translation>未报告变异</translation>
    </message>
    <message>
      <source>not annotated</source>
      <translation>未注释</translation>
    </message>
    <message>
      <source>not assessable</source>
      <translation>无法评估</translation>
    </message>
    <message>
      <source>not called</source>
      <translation>未检出基因型</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>origin not known</source>
      <translation>来源不详</translation>
    </message>
    <message>
      <source>other consequence</source>
      <translation>其他后果</translation>
    </message>
    <message>
      <source>other reason</source>
      <translation>其他原因</translation>
    </message>
    <message>
      <source>other sex</source>
      <translation>其他性别</translation>
    </message>
    <message>
      <source>part-solid</source>
      <translation>部分实性</translation>
    </message>
    <message>
      <source>per day</source>
      <translation>/日</translation>
    </message>
    <message>
      <source>pleura</source>
      <translation>胸膜</translation>
    </message>
    <message>
      <source>prevention</source>
      <translation>预防</translation>
    </message>
    <message>
      <source>radiotherapy</source>
      <translation>放疗</translation>
    </message>
    <message>
      <source>reader</source>
      <translation>阅片者</translation>
    </message>
    <message>
      <source>record</source>
      <translation>病历</translation>
    </message>
    <message>
      <source>rejected</source>
      <translation>已否定</translation>
    </message>
    <message>
      <source>resolved</source>
      <translation>已痊愈</translation>
    </message>
    <message>
      <source>right lower zone</source>
      <translation>右下肺野</translation>
    </message>
    <message>
      <source>right lung</source>
      <translation>右肺</translation>
    </message>
    <message>
      <source>right middle zone</source>
      <translation>右中肺野</translation>
    </message>
    <message>
      <source>right upper zone</source>
      <translation>右上肺野</translation>
    </message>
    <message>
      <source>scar</source>
      <translation>瘢痕</translation>
    </message>
    <message>
      <source>solid</source>
      <translation>实性</translation>
    </message>
    <message>
      <source>somatic</source>
      <translation>体细胞</translation>
    </message>
    <message>
      <source>splice</source>
      <translation>剪接</translation>
    </message>
    <message>
      <source>surgery</source>
      <translation>手术</translation>
    </message>
    <message>
      <source>synonymous</source>
      <translation>同义</translation>
    </message>
    <message>
      <source>systemic therapy</source>
      <translation>全身治疗</translation>
    </message>
    <message>
      <source>targeted therapy</source>
      <translation>靶向治疗</translation>
    </message>
    <message>
      <source>test</source>
      <translation>检测</translation>
    </message>
    <message>
      <source>truncating</source>
      <translation>截短</translation>
    </message>
    <message>
      <source>unreviewed</source>
      <translation>未审阅</translation>
    </message>
    <message>
      <source>vessel</source>
      <translation>血管</translation>
    </message>
    <message>
      <source>years</source>
      <translation>岁</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
  </context>
  <context>
    <name>ThreeState</name>
    <message>
      <source>No</source>
      <translation>否</translation>
    </message>
    <message>
      <source>Not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>是</translation>
    </message>
  </context>
  <context>
    <name>TimelinePage</name>
    <message>
      <source>Nothing dated is known. Open a record, or enter values with their dates.</source>
      <translation>尚无带日期的内容。请打开病历，或录入带日期的数值。</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>时间线</translation>
    </message>
    <message>
      <source>Wheel: zoom  ·  drag or Shift+wheel: pan  ·  double click or 0: everything  ·  arrow keys: next event  ·  Enter or click: select  ·  open diamond: only month or year is known</source>
      <translation>滚轮：缩放  ·  拖动或 Shift+滚轮：平移  ·  双击或 0：全部  ·  方向键：下一事件  ·  回车或单击：选择  ·  空心菱形：仅知年或月</translation>
    </message>
    <message>
      <source>nothing dated</source>
      <translation>无带日期的内容</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>另有 {count} 项</translation>
    </message>
  </context>
  <context>
    <name>TrainingView</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Cell</source>
      <translation>单元格</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>变量</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>行号</translation>
    </message>
    <message>
      <source>None: every row was used.</source>
      <translation>无：所有行均已采用。</translation>
    </message>
    <message>
      <source>Progress of the training</source>
      <translation>训练进度</translation>
    </message>
    <message>
      <source>Rows are checked when the training starts.</source>
      <translation>训练开始时检查各行。</translation>
    </message>
    <message>
      <source>Rows that were not used</source>
      <translation>未采用的行</translation>
    </message>
    <message>
      <source>The checks run before the training: identifiers, copies of the outcome, duplicates, gaps.</source>
      <translation>训练前自动检查：标识符、结局的副本、重复行、缺失。</translation>
    </message>
    <message>
      <source>Tick at least one algorithm.</source>
      <translation>请至少勾选一种算法。</translation>
    </message>
    <message>
      <source>Train and compare</source>
      <translation>训练并比较</translation>
    </message>
    <message>
      <source>Weight</source>
      <translation>程度</translation>
    </message>
    <message>
      <source>What a reader of the figures must know</source>
      <translation>解读结果前须知</translation>
    </message>
    <message>
      <source>What was found, and what to do</source>
      <translation>发现的问题与建议</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>原因</translation>
    </message>
  </context>
  <context>
    <name>Traits</name>
    <message>
      <source>Calcification</source>
      <translation>钙化</translation>
    </message>
    <message>
      <source>Conspicuity</source>
      <translation>显著度</translation>
    </message>
    <message>
      <source>Lobulation</source>
      <translation>分叶征</translation>
    </message>
    <message>
      <source>Margin</source>
      <translation>边缘</translation>
    </message>
    <message>
      <source>Sphericity</source>
      <translation>球形度</translation>
    </message>
    <message>
      <source>Spiculation</source>
      <translation>毛刺征</translation>
    </message>
    <message>
      <source>Texture</source>
      <translation>密度</translation>
    </message>
    <message>
      <source>absent</source>
      <translation>无</translation>
    </message>
    <message>
      <source>extremely subtle</source>
      <translation>极不明显</translation>
    </message>
    <message>
      <source>ground-glass</source>
      <translation>磨玻璃</translation>
    </message>
    <message>
      <source>linear</source>
      <translation>线状</translation>
    </message>
    <message>
      <source>marked</source>
      <translation>明显</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>obvious</source>
      <translation>明显</translation>
    </message>
    <message>
      <source>poorly defined</source>
      <translation>模糊</translation>
    </message>
    <message>
      <source>popcorn</source>
      <translation>爆米花样</translation>
    </message>
    <message>
      <source>round</source>
      <translation>圆形</translation>
    </message>
    <message>
      <source>sharp</source>
      <translation>清晰</translation>
    </message>
    <message>
      <source>solid</source>
      <translation>实性</translation>
    </message>
    <message>
      <source>{name} {rating} of {most} ({low} – {high})</source>
      <translation>{name} {rating}/{most}（{low} – {high}）</translation>
    </message>
  </context>
  <context>
    <name>TraitsBlock</name>
    <message>
      <source>Traits on the readers' scales; {mark} estimated by the model</source>
      <translation>征象（阅片者评分尺度）；{mark} 为模型估计</translation>
    </message>
    <message>
      <source>{name}: {value}, stated by the reader. {estimate}</source>
      <translation>{name}：{value}，由阅片者判定。{estimate}</translation>
    </message>
    <message>
      <source>{rating}, estimated by the model</source>
      <translation>{rating}，模型估计</translation>
    </message>
  </context>
  <context>
    <name>TrendsPage</name>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Earlier (Shift+left)</source>
      <translation>更早（Shift+←）</translation>
    </message>
    <message>
      <source>Enter a value</source>
      <translation>录入数值</translation>
    </message>
    <message>
      <source>Later (Shift+right)</source>
      <translation>更晚（Shift+→）</translation>
    </message>
    <message>
      <source>No laboratory value can be drawn</source>
      <translation>没有可绘制的检验数值</translation>
    </message>
    <message>
      <source>Not drawn: {count}; see the table</source>
      <translation>未绘制 {count} 项，见表格</translation>
    </message>
    <message>
      <source>Open a record</source>
      <translation>打开病历</translation>
    </message>
    <message>
      <source>Open a record, or enter values with their unit and date.</source>
      <translation>请打开病历，或录入带单位和日期的数值。</translation>
    </message>
    <message>
      <source>Plots</source>
      <translation>趋势图</translation>
    </message>
    <message>
      <source>Preparing the trends</source>
      <translation>正在准备趋势图</translation>
    </message>
    <message>
      <source>Search tests</source>
      <translation>搜索项目</translation>
    </message>
    <message>
      <source>Show the whole time (0)</source>
      <translation>显示全部时间（0）</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>表格</translation>
    </message>
    <message>
      <source>Tests that are drawn</source>
      <translation>绘制的项目</translation>
    </message>
    <message>
      <source>Treatments, imaging and genome</source>
      <translation>治疗、影像与基因组</translation>
    </message>
    <message>
      <source>Trends of laboratory values and vital signs</source>
      <translation>检验值与生命体征趋势</translation>
    </message>
    <message>
      <source>Zoom in (+)</source>
      <translation>放大（+）</translation>
    </message>
    <message>
      <source>Zoom out (−)</source>
      <translation>缩小（−）</translation>
    </message>
    <message>
      <source>date before the birth or in the future</source>
      <translation>日期早于出生或在未来</translation>
    </message>
    <message>
      <source>its unit cannot be converted to that of the others</source>
      <translation>单位无法换算为其余数值的单位</translation>
    </message>
    <message>
      <source>no date</source>
      <translation>无日期</translation>
    </message>
    <message>
      <source>no number</source>
      <translation>非数值</translation>
    </message>
    <message>
      <source>no reference range given</source>
      <translation>未给出参考范围</translation>
    </message>
    <message>
      <source>not a unit of UCUM</source>
      <translation>不是 UCUM 单位</translation>
    </message>
    <message>
      <source>nothing dated</source>
      <translation>无带日期的内容</translation>
    </message>
    <message>
      <source>reference {range}</source>
      <translation>参考范围 {range}</translation>
    </message>
    <message>
      <source>unit not known</source>
      <translation>单位未知</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>另有 {count} 项</translation>
    </message>
    <message>
      <source>{given} (drawn as {number} {unit})</source>
      <translation>{given}（绘制为 {number} {unit}）</translation>
    </message>
  </context>
  <context>
    <name>UnlockDialog</name>
    <message>
      <source>Choose another store</source>
      <translation>选择另一个数据库</translation>
    </message>
    <message>
      <source>Keep it in the keyring of this computer</source>
      <translation>保存到本机的系统密钥环</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open store</source>
      <translation>打开数据库</translation>
    </message>
    <message>
      <source>Other file...</source>
      <translation>其他文件…</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>主密码</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>The passphrase in the keyring does not open this store any more; type the present one.</source>
      <translation>系统密钥环中的主密码已无法打开该数据库；请输入当前的主密码。</translation>
    </message>
    <message>
      <source>Whoever is logged in to this computer as you can then open the store without typing it</source>
      <translation>以您的身份登录本机的任何人都可直接打开数据库，无需输入主密码</translation>
    </message>
  </context>
  <context>
    <name>UsersDialog</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Enter a user</source>
      <translation>添加用户</translation>
    </message>
    <message>
      <source>Enter user</source>
      <translation>添加用户</translation>
    </message>
    <message>
      <source>Gives the selected user the password typed below</source>
      <translation>将所选用户的密码设为下方输入的密码</translation>
    </message>
    <message>
      <source>May</source>
      <translation>权限</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>Password again</source>
      <translation>再次输入密码</translation>
    </message>
    <message>
      <source>Really remove %1</source>
      <translation>确认移除 %1</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>Role of the selected user</source>
      <translation>所选用户的角色</translation>
    </message>
    <message>
      <source>Roles are kept by the program; the passphrase alone protects the file itself.</source>
      <translation>角色由本程序管理；文件本身仅由主密码保护。</translation>
    </message>
    <message>
      <source>Set password below</source>
      <translation>设为下方的密码</translation>
    </message>
    <message>
      <source>The first user is an administrator; from then on everybody signs in.</source>
      <translation>第一个用户须为管理员；此后每个人都需登录。</translation>
    </message>
    <message>
      <source>The password needs at least %1 characters.</source>
      <translation>密码至少需要 %1 个字符。</translation>
    </message>
    <message>
      <source>The two passwords differ.</source>
      <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
      <source>The user cannot sign in any more; what was done stays in the audit log</source>
      <translation>该用户将无法再登录；其操作仍保留在审计日志中</translation>
    </message>
    <message>
      <source>Type a name to sign in with.</source>
      <translation>请输入登录用的姓名。</translation>
    </message>
    <message>
      <source>Users</source>
      <translation>用户</translation>
    </message>
    <message>
      <source>Without users, whoever knows the passphrase may do everything, as "workstation".</source>
      <translation>未设用户时，知道主密码的人拥有全部权限，记为“workstation”。</translation>
    </message>
    <message>
      <source>everything, and users, backup, audit log</source>
      <translation>全部权限，含用户、备份和审计日志</translation>
    </message>
    <message>
      <source>look at patients</source>
      <translation>查看患者</translation>
    </message>
    <message>
      <source>look, change, export</source>
      <translation>查看、修改、导出</translation>
    </message>
  </context>
  <context>
    <name>VariantsModel</name>
    <message>
      <source>Allele frequency in a population, as the file annotates it</source>
      <translation>文件注释的人群等位基因频率</translation>
    </message>
    <message>
      <source>Chromosome and 1-based position on the genome build named above</source>
      <translation>染色体及位置（从 1 起计），基于上方所示参考基因组</translation>
    </message>
    <message>
      <source>Clinical significance as the file gives it; pmdesk does not classify variants</source>
      <translation>文件给出的临床意义；pmdesk 不对变异分类</translation>
    </message>
    <message>
      <source>Coding</source>
      <translation>编码区改变</translation>
    </message>
    <message>
      <source>Consequence</source>
      <translation>变异后果</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>深度</translation>
    </message>
    <message>
      <source>Effect on the gene as the file annotates it (Sequence Ontology term)</source>
      <translation>文件注释的对基因的影响（Sequence Ontology 术语）</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>过滤</translation>
    </message>
    <message>
      <source>Gene</source>
      <translation>基因</translation>
    </message>
    <message>
      <source>Gene as the file annotates it, else the gene at the position</source>
      <translation>文件注释的基因；无注释时为该位置所在基因</translation>
    </message>
    <message>
      <source>Genotype</source>
      <translation>基因型</translation>
    </message>
    <message>
      <source>Genotype as called in the file, and what it means</source>
      <translation>文件中的基因型及其含义</translation>
    </message>
    <message>
      <source>Germline or somatic, as the file or the user states it</source>
      <translation>胚系或体细胞，依文件或用户所述</translation>
    </message>
    <message>
      <source>HGVS coding change (c.)</source>
      <translation>HGVS 编码区改变（c.）</translation>
    </message>
    <message>
      <source>HGVS protein change (p.)</source>
      <translation>HGVS 蛋白质改变（p.）</translation>
    </message>
    <message>
      <source>Origin</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>PASS, or the filters of the file that the variant failed</source>
      <translation>PASS，或该变异未通过的过滤条件</translation>
    </message>
    <message>
      <source>Pop. freq.</source>
      <translation>人群频率</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Protein</source>
      <translation>蛋白质改变</translation>
    </message>
    <message>
      <source>Reads that cover the position</source>
      <translation>覆盖该位置的读段数</translation>
    </message>
    <message>
      <source>Ref &gt; alt</source>
      <translation>参考 &gt; 变异</translation>
    </message>
    <message>
      <source>Reference and alternate allele</source>
      <translation>参考与变异等位基因</translation>
    </message>
    <message>
      <source>Significance in file</source>
      <translation>文件所注意义</translation>
    </message>
    <message>
      <source>VAF</source>
      <translation>VAF</translation>
    </message>
    <message>
      <source>Variant allele fraction: share of the reads that carry the alternate allele</source>
      <translation>变异等位基因频率：携带变异等位基因的读段比例</translation>
    </message>
    <message>
      <source>not filtered</source>
      <translation>未过滤</translation>
    </message>
    <message>
      <source>{gene}, from the position alone</source>
      <translation>{gene}，仅由位置推定</translation>
    </message>
  </context>
  <context>
    <name>ViewerCommands</name>
    <message>
      <source>Abdomen window</source>
      <translation>腹窗</translation>
    </message>
    <message>
      <source>Bone window</source>
      <translation>骨窗</translation>
    </message>
    <message>
      <source>Brain window</source>
      <translation>脑窗</translation>
    </message>
    <message>
      <source>Compare with the earlier CT</source>
      <translation>与既往 CT 对照</translation>
    </message>
    <message>
      <source>Crosshair</source>
      <translation>十字线</translation>
    </message>
    <message>
      <source>Fill outlines</source>
      <translation>填充轮廓</translation>
    </message>
    <message>
      <source>First slice</source>
      <translation>第一层</translation>
    </message>
    <message>
      <source>Fit images to panes</source>
      <translation>图像适合窗口</translation>
    </message>
    <message>
      <source>Full range window</source>
      <translation>全范围窗</translation>
    </message>
    <message>
      <source>Heat map of the selected nodule</source>
      <translation>所选结节的热力图</translation>
    </message>
    <message>
      <source>Last slice</source>
      <translation>最后一层</translation>
    </message>
    <message>
      <source>Layout: four panes</source>
      <translation>布局：四视图</translation>
    </message>
    <message>
      <source>Layout: one and three</source>
      <translation>布局：一大三小</translation>
    </message>
    <message>
      <source>Layout: one pane</source>
      <translation>布局：单视图</translation>
    </message>
    <message>
      <source>Lung window</source>
      <translation>肺窗</translation>
    </message>
    <message>
      <source>Maximise pane</source>
      <translation>最大化视图</translation>
    </message>
    <message>
      <source>Mediastinum window</source>
      <translation>纵隔窗</translation>
    </message>
    <message>
      <source>Next layout</source>
      <translation>下一布局</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>下一视图</translation>
    </message>
    <message>
      <source>Next slice</source>
      <translation>下一层</translation>
    </message>
    <message>
      <source>Overlays</source>
      <translation>叠加显示</translation>
    </message>
    <message>
      <source>Overlays (hold to peek)</source>
      <translation>叠加显示（按住临时切换）</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>上一视图</translation>
    </message>
    <message>
      <source>Previous slice</source>
      <translation>上一层</translation>
    </message>
    <message>
      <source>Slab</source>
      <translation>层块</translation>
    </message>
    <message>
      <source>Slab: maximum (MIP)</source>
      <translation>层块：最大密度投影（MIP）</translation>
    </message>
    <message>
      <source>Slab: mean</source>
      <translation>层块：平均密度投影</translation>
    </message>
    <message>
      <source>Slab: minimum (MinIP)</source>
      <translation>层块：最小密度投影（MinIP）</translation>
    </message>
    <message>
      <source>Slab: next plane</source>
      <translation>层块：下一平面</translation>
    </message>
    <message>
      <source>Slice and pane</source>
      <translation>层面与视图</translation>
    </message>
    <message>
      <source>Smooth pixels</source>
      <translation>像素平滑</translation>
    </message>
    <message>
      <source>Ten slices back</source>
      <translation>后退十层</translation>
    </message>
    <message>
      <source>Ten slices on</source>
      <translation>前进十层</translation>
    </message>
    <message>
      <source>Thicker slab</source>
      <translation>增加层块厚度</translation>
    </message>
    <message>
      <source>Thinner slab</source>
      <translation>减小层块厚度</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>窗宽窗位</translation>
    </message>
    <message>
      <source>Zoom and layout</source>
      <translation>缩放与布局</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>缩小</translation>
    </message>
  </context>
  <context>
    <name>WantedView</name>
    <message>
      <source>Values that scores wait for; those first that complete most of them. Nothing is assumed while a value is not known.</source>
      <translation>各评分所缺的数值，能补全最多评分者在前。数值未知时不作任何假设。</translation>
    </message>
    <message>
      <source>What to enter first</source>
      <translation>优先补充的数值</translation>
    </message>
    <message>
      <source>completes {completed} of {count}: {scores}</source>
      <translation>可补全 {count} 项中的 {completed} 项：{scores}</translation>
    </message>
    <message>
      <source>wanted by {count}: {scores}</source>
      <translation>{count} 项评分需要：{scores}</translation>
    </message>
  </context>
  <context>
    <name>WhatIfControls</name>
    <message>
      <source>The line under a slider: values of the patients that the model learnt from.</source>
      <translation>滑块下方的横线：模型训练病例的取值范围。</translation>
    </message>
    <message>
      <source>Try it as not known: {input}</source>
      <translation>按“未知”试算：{input}</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>已修改</translation>
    </message>
    <message>
      <source>in the training data: {range}</source>
      <translation>训练数据范围：{range}</translation>
    </message>
  </context>
  <context>
    <name>WhatIfSection</name>
    <message>
      <source>Back to the patient's values</source>
      <translation>恢复患者数值</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Move the inputs and see the number follow; nothing is stored and the patient is not changed</source>
      <translation>移动输入项并查看结果变化；不保存，也不改变患者资料</translation>
    </message>
    <message>
      <source>The patient's own values</source>
      <translation>患者本人的数值</translation>
    </message>
    <message>
      <source>Try other values</source>
      <translation>试用其他数值</translation>
    </message>
    <message>
      <source>What if</source>
      <translation>假设分析</translation>
    </message>
    <message>
      <source>What if, not the patient: other values are tried out here and nothing is stored. That the number falls does not mean that changing the value would lower the patient's risk as much.</source>
      <translation>假设分析，并非患者实际情况：此处仅试用其他数值，不作保存。数值下降并不意味着改变该因素就能同等降低患者的风险。</translation>
    </message>
    <message>
      <source>What if: try other values</source>
      <translation>假设分析：试用其他数值</translation>
    </message>
    <message>
      <source>patient: {value}</source>
      <translation>患者：{value}</translation>
    </message>
    <message>
      <source>patient: {value}; {difference}</source>
      <translation>患者：{value}；{difference}</translation>
    </message>
  </context>
  <context>
    <name>WhyPopover</name>
    <message>
      <source>Checked {date}</source>
      <translation>核对日期 {date}</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>In the file: {words}</source>
      <translation>文件中注明：{words}</translation>
    </message>
    <message>
      <source>Level {level}, checked {date}</source>
      <translation>证据等级 {level}，核对日期 {date}</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>得出方式</translation>
    </message>
    <message>
      <source>Model score {score}</source>
      <translation>模型评分 {score}</translation>
    </message>
    <message>
      <source>Model {model}, version {version}</source>
      <translation>模型 {model}，版本 {version}</translation>
    </message>
    <message>
      <source>Model {model}, version {version}, on {device}, {time}</source>
      <translation>模型 {model}，版本 {version}，运行于 {device}，{time}</translation>
    </message>
    <message>
      <source>Not for</source>
      <translation>不适用于</translation>
    </message>
    <message>
      <source>Not known: {what}</source>
      <translation>未知：{what}</translation>
    </message>
    <message>
      <source>Nothing in this case rests on it, and it rests on nothing else here.</source>
      <translation>本病例中没有以它为依据的内容，它也不依据其他内容。</translation>
    </message>
    <message>
      <source>Rests on</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>Rule {rule}, knowledge table {version}</source>
      <translation>规则 {rule}，知识表 {version}</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Speaks against it</source>
      <translation>反对依据</translation>
    </message>
    <message>
      <source>Used by</source>
      <translation>用于</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>依据</translation>
    </message>
  </context>
  <context>
    <name>WindowCommands</name>
    <message>
      <source>Accept finding</source>
      <translation>接受发现</translation>
    </message>
    <message>
      <source>Compare with the demo patient's earlier CT</source>
      <translation>与演示患者的既往 CT 比较</translation>
    </message>
    <message>
      <source>Edit finding</source>
      <translation>编辑发现</translation>
    </message>
    <message>
      <source>Export record (CSV)...</source>
      <translation>导出病历 (CSV)…</translation>
    </message>
    <message>
      <source>Export record (FHIR)...</source>
      <translation>导出病历 (FHIR)…</translation>
    </message>
    <message>
      <source>Find nodules</source>
      <translation>检测结节</translation>
    </message>
    <message>
      <source>Next unreviewed finding</source>
      <translation>下一个未审阅的发现</translation>
    </message>
    <message>
      <source>Open a cohort table...</source>
      <translation>打开队列数据表…</translation>
    </message>
    <message>
      <source>Open earlier CT to compare...</source>
      <translation>打开既往 CT 进行比较…</translation>
    </message>
    <message>
      <source>Open image folder...</source>
      <translation>打开图像文件夹…</translation>
    </message>
    <message>
      <source>Open images, record or genome...</source>
      <translation>打开图像、病历或基因组…</translation>
    </message>
    <message>
      <source>Open record...</source>
      <translation>打开病历…</translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation>打开演示患者</translation>
    </message>
    <message>
      <source>Open variants (VCF)...</source>
      <translation>打开变异文件（VCF）…</translation>
    </message>
    <message>
      <source>Previous unreviewed finding</source>
      <translation>上一个未审阅的发现</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Reject finding</source>
      <translation>否定发现</translation>
    </message>
    <message>
      <source>Save case (JSON, SEG, picture)...</source>
      <translation>保存病例（JSON、SEG、图片）…</translation>
    </message>
    <message>
      <source>Save report (PDF)...</source>
      <translation>保存报告（PDF）…</translation>
    </message>
    <message>
      <source>Set finding back to unreviewed</source>
      <translation>恢复为未审阅</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>What was understood of the record...</source>
      <translation>病历导入报告…</translation>
    </message>
  </context>
  <context>
    <name>Work</name>
    <message>
      <source>Accept finding</source>
      <translation>接受发现</translation>
    </message>
    <message>
      <source>Answer a question of a score</source>
      <translation>填写评分所需信息</translation>
    </message>
    <message>
      <source>Applying learned models</source>
      <translation>正在应用学习模型</translation>
    </message>
    <message>
      <source>Change the number of false marks</source>
      <translation>更改假阳性数量</translation>
    </message>
    <message>
      <source>Comparing with the earlier CT</source>
      <translation>与既往 CT 比较</translation>
    </message>
    <message>
      <source>Computing the history of the score</source>
      <translation>计算评分的历史变化</translation>
    </message>
    <message>
      <source>Edit finding</source>
      <translation>编辑发现</translation>
    </message>
    <message>
      <source>Edit record</source>
      <translation>编辑病历</translation>
    </message>
    <message>
      <source>Explaining a prediction</source>
      <translation>正在解释预测</translation>
    </message>
    <message>
      <source>Finding groups</source>
      <translation>正在聚类</translation>
    </message>
    <message>
      <source>Finding nodules</source>
      <translation>正在检测结节</translation>
    </message>
    <message>
      <source>Folders can be written</source>
      <translation>文件夹可写</translation>
    </message>
    <message>
      <source>Image decoders are there</source>
      <translation>图像解码器齐备</translation>
    </message>
    <message>
      <source>Knowledge tables are valid</source>
      <translation>知识表有效</translation>
    </message>
    <message>
      <source>Loading series</source>
      <translation>正在加载序列</translation>
    </message>
    <message>
      <source>Making the demo patient</source>
      <translation>正在生成演示患者</translation>
    </message>
    <message>
      <source>Making the heat map</source>
      <translation>生成热力图</translation>
    </message>
    <message>
      <source>Model gives its known result</source>
      <translation>模型给出已知结果</translation>
    </message>
    <message>
      <source>Preparing the timeline</source>
      <translation>正在准备时间线</translation>
    </message>
    <message>
      <source>Preparing trends</source>
      <translation>正在准备趋势图</translation>
    </message>
    <message>
      <source>Reading folder</source>
      <translation>正在读取文件夹</translation>
    </message>
    <message>
      <source>Reading record</source>
      <translation>正在读取病历</translation>
    </message>
    <message>
      <source>Reading the table</source>
      <translation>正在读取数据表</translation>
    </message>
    <message>
      <source>Reading variants</source>
      <translation>正在读取变异</translation>
    </message>
    <message>
      <source>Reject finding</source>
      <translation>否定发现</translation>
    </message>
    <message>
      <source>Resources are complete</source>
      <translation>资源完整</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>正在保存</translation>
    </message>
    <message>
      <source>Self-test</source>
      <translation>自检</translation>
    </message>
    <message>
      <source>Set finding back to unreviewed</source>
      <translation>恢复为未审阅</translation>
    </message>
    <message>
      <source>State origin of variants</source>
      <translation>指明变异来源</translation>
    </message>
    <message>
      <source>The encrypted store works</source>
      <translation>加密数据库可用</translation>
    </message>
    <message>
      <source>Training and comparing models</source>
      <translation>正在训练并比较模型</translation>
    </message>
    <message>
      <source>Trying other values</source>
      <translation>试算其他取值</translation>
    </message>
    <message>
      <source>Working out scores and options</source>
      <translation>正在计算评分与方案</translation>
    </message>
    <message>
      <source>brought this up</source>
      <translation>触发因素</translation>
    </message>
    <message>
      <source>checking the model</source>
      <translation>校验模型</translation>
    </message>
    <message>
      <source>collecting findings</source>
      <translation>汇总发现</translation>
    </message>
    <message>
      <source>computed for this finding</source>
      <translation>针对该发现计算</translation>
    </message>
    <message>
      <source>covering one place after another</source>
      <translation>逐处遮盖</translation>
    </message>
    <message>
      <source>drawing outlines</source>
      <translation>正在勾画轮廓</translation>
    </message>
    <message>
      <source>finding the lungs</source>
      <translation>分割肺野</translation>
    </message>
    <message>
      <source>found by {value}</source>
      <translation>由 {value} 检出</translation>
    </message>
    <message>
      <source>judging candidates</source>
      <translation>正在判别候选结节</translation>
    </message>
    <message>
      <source>laying the two CTs over each other</source>
      <translation>配准两次 CT</translation>
    </message>
    <message>
      <source>loading slices</source>
      <translation>加载层面</translation>
    </message>
    <message>
      <source>making the synthetic chest CT</source>
      <translation>生成合成胸部 CT</translation>
    </message>
    <message>
      <source>measured on this series</source>
      <translation>在该序列上测量</translation>
    </message>
    <message>
      <source>measuring</source>
      <translation>测量</translation>
    </message>
    <message>
      <source>reading headers</source>
      <translation>读取文件头</translation>
    </message>
    <message>
      <source>reading the record</source>
      <translation>读取病历</translation>
    </message>
    <message>
      <source>reading variants</source>
      <translation>读取变异</translation>
    </message>
    <message>
      <source>resampling</source>
      <translation>重采样</translation>
    </message>
    <message>
      <source>running the model</source>
      <translation>运行模型</translation>
    </message>
    <message>
      <source>speaks against it</source>
      <translation>不利因素</translation>
    </message>
    <message>
      <source>unpacking</source>
      <translation>解压</translation>
    </message>
    <message>
      <source>writing results</source>
      <translation>写入结果</translation>
    </message>
  </context>
  <context>
    <name>WorkingNotice</name>
    <message>
      <source>Saving and closing</source>
      <translation>正在保存并关闭</translation>
    </message>
    <message>
      <source>What was saved so far is on the disk and stays there, whatever happens now.</source>
      <translation>此前保存的内容已写入磁盘，无论接下来发生什么都不会丢失。</translation>
    </message>
  </context>
</TS>
