<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
      <source>Record (*.json);;All files (*)</source>
      <translation>病历 (*.json);;所有文件 (*)</translation>
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
    <name>Errors</name>
    <message>
      <source>No DICOM image was found in {path}. Choose the folder, archive or DICOMDIR of a CT study.</source>
      <translation>在 {path} 中未找到 DICOM 图像。请选择 CT 检查的文件夹、压缩包或 DICOMDIR。</translation>
    </message>
    <message>
      <source>No nodule of {path} is left to work with ({reason}). Choose other folds or other data.</source>
      <translation>{path} 中没有可用的结节（{reason}）。请选择其他数据折或其他数据。</translation>
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
      <source>The slices of this series differ in size and do not form one volume. Choose another series.</source>
      <translation>该序列各层面尺寸不同，无法构成一个容积。请选择其他序列。</translation>
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
      <source>The unit of {field} is not known ({reason}). The value is not used.</source>
      <translation>{field} 的单位未知（{reason}）。该数值不予使用。</translation>
    </message>
    <message>
      <source>There is no risk model {model}. These are the ones that can be applied to a table:</source>
      <translation>没有名为 {model} 的风险模型。可用于表格的模型有：</translation>
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
      <source>{model}: the input {input} is missing.</source>
      <translation>{model}：缺少输入项 {input}。</translation>
    </message>
    <message>
      <source>{model}: the value {value} of {input} cannot be used.</source>
      <translation>{model}：{input} 的值 {value} 无法使用。</translation>
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
      <source>{path} does not say to which genome build its positions belong. State GRCh37 or GRCh38; it is never assumed.</source>
      <translation>{path} 未说明其坐标所属的基因组版本。请指明 GRCh37 或 GRCh38；程序从不假定。</translation>
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
      <source>{path} holds no image. It was left out.</source>
      <translation>{path} 不含图像，已略过。</translation>
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
      <source>{path} is not a DICOM file and was left out.</source>
      <translation>{path} 不是 DICOM 文件，已略过。</translation>
    </message>
    <message>
      <source>{path} is not a patient record: it holds {reason}. Choose a FHIR R4 bundle or a pmdesk record.</source>
      <translation>{path} 不是患者病历，其内容为 {reason}。请选择 FHIR R4 Bundle 或 pmdesk 病历文件。</translation>
    </message>
    <message>
      <source>{path} is not a table that can be read ({reason}). Give UTF-8 text with a header line and , or ; between the cells.</source>
      <translation>{path} 不是可读取的表格（{reason}）。请提供带表头的 UTF-8 文本，单元格以 , 或 ; 分隔。</translation>
    </message>
    <message>
      <source>{path} is not a variant file ({found}). Choose a VCF file, plain or gz.</source>
      <translation>{path} 不是变异文件（{found}）。请选择 VCF 文件（可为 gz 压缩）。</translation>
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
    <name>FieldEditor</name>
    <message>
      <source>Not a date; write it as 1961-04-18</source>
      <translation>不是日期；请写成 1961-04-18</translation>
    </message>
    <message>
      <source>Not a number; the record was not changed</source>
      <translation>不是数字；病历未改动</translation>
    </message>
    <message>
      <source>not known; asked for by {models}</source>
      <translation>未知；{models} 需要此项</translation>
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
      <source>Rows copied: {count}</source>
      <translation>已复制行数：{count}</translation>
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
      <source>Saved {path}</source>
      <translation>已保存 {path}</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>表格 (*.csv)</translation>
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
      <source>Rows copied: {count}</source>
      <translation>已复制行数：{count}</translation>
    </message>
    <message>
      <source>Saved {path}</source>
      <translation>已保存 {path}</translation>
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
      <source>Table (*.csv)</source>
      <translation>表格 (*.csv)</translation>
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
      <source>Change of probability when covered, percentage points</source>
      <translation>遮盖该处后概率的变化（百分点）</translation>
    </message>
    <message>
      <source>Heat map</source>
      <translation>热力图</translation>
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
      <source>Opacity of the heat map</source>
      <translation>热力图不透明度</translation>
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
      <source>Where the malignancy model looked: each place is covered in turn, and the colour says how much the probability changes. It explains the model, not the nodule.</source>
      <translation>恶性概率模型关注的部位：逐处遮盖图像，颜色表示概率随之变化的幅度。它解释的是模型，而不是结节本身。</translation>
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
    <name>ImagingView</name>
    <message>
      <source>Abdomen window</source>
      <translation>腹窗</translation>
    </message>
    <message>
      <source>Axial pane</source>
      <translation>轴位视图</translation>
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
      <source>Coronal pane</source>
      <translation>冠状位视图</translation>
    </message>
    <message>
      <source>Crosshair</source>
      <translation>十字线</translation>
    </message>
    <message>
      <source>Earlier CT pane</source>
      <translation>既往 CT 窗格</translation>
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
      <source>Image panes</source>
      <translation>影像视图</translation>
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
      <source>Sagittal pane</source>
      <translation>矢状位视图</translation>
    </message>
    <message>
      <source>Slab pane</source>
      <translation>层块投影视图</translation>
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
      <source>Window presets are in Hounsfield units, and this series does not say that its values are. Drag with the right button, or use the full range.</source>
      <translation>窗宽窗位预设以亨氏单位（HU）为准，而本序列未注明其数值为 HU。请按住右键拖动调窗，或使用全范围窗。</translation>
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
      <source>Command</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Default keys</source>
      <translation>默认快捷键</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>按键</translation>
    </message>
    <message>
      <source>Keyboard</source>
      <translation>快捷键</translation>
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
      <source>&amp;View</source>
      <translation>视图(&amp;V)</translation>
    </message>
    <message>
      <source>About pmdesk</source>
      <translation>关于 pmdesk</translation>
    </message>
    <message>
      <source>Accept finding</source>
      <translation>接受发现</translation>
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
      <source>Close pmdesk</source>
      <translation>关闭 pmdesk</translation>
    </message>
    <message>
      <source>Close without saving</source>
      <translation>不保存并关闭</translation>
    </message>
    <message>
      <source>Compare with the demo patient's earlier CT</source>
      <translation>与演示患者的既往 CT 比较</translation>
    </message>
    <message>
      <source>Default layout</source>
      <translation>默认布局</translation>
    </message>
    <message>
      <source>Edit finding</source>
      <translation>编辑发现</translation>
    </message>
    <message>
      <source>Find nodules</source>
      <translation>检测结节</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>发现</translation>
    </message>
    <message>
      <source>For research use, not a cleared medical device</source>
      <translation>仅供科研使用，非获批医疗器械</translation>
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
      <source>Next unreviewed finding</source>
      <translation>下一个未审阅发现</translation>
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
      <source>Options</source>
      <translation>方案</translation>
    </message>
    <message>
      <source>Previous unreviewed finding</source>
      <translation>上一个未审阅发现</translation>
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
      <source>Reject finding</source>
      <translation>否定发现</translation>
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
      <source>Save case (JSON, SEG, picture)...</source>
      <translation>保存病例（JSON、SEG、图片）…</translation>
    </message>
    <message>
      <source>Save case...</source>
      <translation>保存病例…</translation>
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
      <source>Stay here</source>
      <translation>留在此处</translation>
    </message>
    <message>
      <source>The decisions on the open case are not saved.</source>
      <translation>当前病例的决定尚未保存。</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Wheel: slice   Right drag: window   Middle drag: pan   Ctrl+wheel: zoom   Ctrl+K: all commands</source>
      <translation>滚轮：翻层   右键拖动：调窗   中键拖动：平移   Ctrl+滚轮：缩放   Ctrl+K：全部命令</translation>
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
    <message>
      <source>unit not known</source>
      <translation>单位未知</translation>
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
      <source>The value is not possible; not used.</source>
      <translation>数值不可能，未使用。</translation>
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
    <name>RecordEntries</name>
    <message>
      <source>Age at onset</source>
      <translation>发病年龄</translation>
    </message>
    <message>
      <source>Allergies</source>
      <translation>过敏史</translation>
    </message>
    <message>
      <source>Conditions</source>
      <translation>疾病</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Diagnosis</source>
      <translation>诊断</translation>
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
      <source>Family history</source>
      <translation>家族史</translation>
    </message>
    <message>
      <source>Histology</source>
      <translation>组织学</translation>
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
      <source>Procedure</source>
      <translation>操作</translation>
    </message>
    <message>
      <source>Procedures</source>
      <translation>手术与操作</translation>
    </message>
    <message>
      <source>Reaction</source>
      <translation>反应</translation>
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
      <source>Since</source>
      <translation>起始</translation>
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
      <source>Unit</source>
      <translation>单位</translation>
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
      <source>above the reference range</source>
      <translation>高于参考范围</translation>
    </message>
    <message>
      <source>below the reference range</source>
      <translation>低于参考范围</translation>
    </message>
    <message>
      <source>{text} is not a date; write it as 2021-05-06, 2021-05 or 2021</source>
      <translation>{text} 不是日期；请写成 2021-05-06、2021-05 或 2021</translation>
    </message>
    <message>
      <source>{text} is not a number</source>
      <translation>{text} 不是数字</translation>
    </message>
  </context>
  <context>
    <name>RecordList</name>
    <message>
      <source>Add: {list}</source>
      <translation>添加：{list}</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Change the selected entry: {list}</source>
      <translation>修改所选条目：{list}</translation>
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
      <source>Save entry</source>
      <translation>保存条目</translation>
    </message>
  </context>
  <context>
    <name>RecordPanel</name>
    <message>
      <source>Close the record</source>
      <translation>关闭病历</translation>
    </message>
    <message>
      <source>Diagnoses</source>
      <translation>诊断</translation>
    </message>
    <message>
      <source>Drugs</source>
      <translation>用药</translation>
    </message>
    <message>
      <source>Facts that risk models ask for</source>
      <translation>风险模型所需信息</translation>
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
      <source>Patient</source>
      <translation>患者</translation>
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
      <source>Risk</source>
      <translation>风险</translation>
    </message>
    <message>
      <source>Smoking</source>
      <translation>吸烟史</translation>
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
      <source>synthetic patient</source>
      <translation>合成患者</translation>
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
      <source>Implementation grade: A checked against two sources, B against one, C from a guideline's table. Percentages are probabilities in the model's own population.</source>
      <translation>实现等级：A 经两个来源核对，B 经一个来源核对，C 依据指南表格。百分比为模型所依据人群中的概率。</translation>
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
      <source>rests on a finding that nobody has reviewed</source>
      <translation>依据的发现尚未审阅</translation>
    </message>
    <message>
      <source>≈ estimate of a model or a computation that nobody has confirmed</source>
      <translation>≈ 由模型或计算估计，尚无人确认</translation>
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
      <source>Patient</source>
      <translation>患者</translation>
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
      <source>Source and limits</source>
      <translation>来源与局限</translation>
    </message>
    <message>
      <source>There is no finding to compute a risk for; that is no statement about the patient's risk</source>
      <translation>没有可计算风险的发现；这不代表患者没有风险</translation>
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
      <source>Backup written and checked: {path}</source>
      <translation>备份已写入并通过校验：{path}</translation>
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
      <source>The user {value} was not entered: {reason}.</source>
      <translation>未添加用户 {value}：{reason}。</translation>
    </message>
    <message>
      <source>This computer has no keyring; the passphrase was not kept.</source>
      <translation>本机没有系统密钥环；主密码未保存。</translation>
    </message>
    <message>
      <source>administer</source>
      <translation>管理</translation>
    </message>
    <message>
      <source>change</source>
      <translation>修改</translation>
    </message>
    <message>
      <source>export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>the first user of a store has to be an administrator</source>
      <translation>数据库的第一个用户必须是管理员</translation>
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
      <source>{path} was not entered: the store has a patient with the number {value}. Open that patient and compare; nothing is merged unasked.</source>
      <translation>未录入 {path}：数据库中已有编号为 {value} 的患者。请打开该患者进行核对；系统不会自动合并。</translation>
    </message>
    <message>
      <source>{path} was written by a newer pmdesk (version {found}; this one reads up to {limit}). It was left as it is; update pmdesk.</source>
      <translation>{path} 由更新版本的 pmdesk 写入（版本 {found}；本程序最高可读取 {limit}）。文件保持原样；请更新 pmdesk。</translation>
    </message>
    <message>
      <source>{value} has not the right to do this ({reason}). Ask an administrator of the store.</source>
      <translation>{value} 没有执行此操作的权限（{reason}）。请联系数据库管理员。</translation>
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
      <source>aunt</source>
      <translation>姑/姨</translation>
    </message>
    <message>
      <source>avoid</source>
      <translation>避免使用</translation>
    </message>
    <message>
      <source>brother</source>
      <translation>兄弟</translation>
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
      <source>daughter</source>
      <translation>女儿</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>已编辑</translation>
    </message>
    <message>
      <source>father</source>
      <translation>父亲</translation>
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
      <source>grandfather</source>
      <translation>祖父/外祖父</translation>
    </message>
    <message>
      <source>grandmother</source>
      <translation>祖母/外祖母</translation>
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
      <source>mother</source>
      <translation>母亲</translation>
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
      <source>sibling</source>
      <translation>同胞</translation>
    </message>
    <message>
      <source>sister</source>
      <translation>姐妹</translation>
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
      <source>son</source>
      <translation>儿子</translation>
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
      <source>uncle</source>
      <translation>叔/舅</translation>
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
    <name>Work</name>
    <message>
      <source>Accept finding</source>
      <translation>接受发现</translation>
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
      <source>Edit finding</source>
      <translation>编辑发现</translation>
    </message>
    <message>
      <source>Edit record</source>
      <translation>编辑病历</translation>
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
      <source>Reading folder</source>
      <translation>正在读取文件夹</translation>
    </message>
    <message>
      <source>Reading record</source>
      <translation>正在读取病历</translation>
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
</TS>
