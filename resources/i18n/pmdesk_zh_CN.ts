<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>CardPanel</name>
    <message>
      <source>Checked {date}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Level {level}, checked {date}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not for: {what}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Why: {title}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Why?</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>CaseSaver</name>
    <message>
      <source>PDF (*.pdf)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Save report</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Save the case into a folder</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Saved: %1</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>There is nothing to save: open a case first.</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>CommandPalette</name>
    <message>
      <source>Commands</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Type a command</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Drop a CT folder here, or open the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open images...</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>Errors</name>
    <message>
      <source>No DICOM image was found in {path}. Choose the folder, archive or DICOMDIR of a CT study.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Something went wrong inside the program ({reason} in {place}). Your work is kept; please report this.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The archive {path} holds entries that point outside of it and was refused. Ask its sender for a plain archive.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The archive {path} is damaged. Copy or download it again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The archive {path} is protected by a password. Unpack it with its password and open the folder.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The archive {path} unpacks to more than is allowed. Unpack it yourself and open the folder.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The description of the model {model} is not valid ({reason}). The model was not loaded; install its package again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The disk is full, {path} was not written. Free some space or choose another folder, then save again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The image data of {path} could not be decoded ({reason}). Send or copy the study again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The knowledge table {path} is not valid ({reason}). Repair the program.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model was not run: {reason}. No finding here does not mean that there is none.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model {model} could not be loaded ({reason}). Install its package again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model {model} differs from what was released ({path}). It was not loaded; install its package again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model {model} does not fit its description ({reason}). It was not loaded; install its package again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model {model} does not give its known result on this computer ({reason}). It is not used; update the graphics driver or choose the CPU.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model {model} is not installed. Install its package or repair the program.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model {model} stopped while it ran ({reason}). Try again, or choose the CPU in the settings.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The positions of the slices do not form a volume ({reason}). Nothing is measured on this series.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The record and the images differ in {reason}. Check that they belong to one patient.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The record {path} could not be read ({reason}). Choose a FHIR R4 bundle or a pmdesk record.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The series {reason} is not among the opened images. Choose one of the series in the list.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The slices of this series differ in size and do not form one volume. Choose another series.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The unit of {field} is not known ({reason}). The value is not used.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>There is not enough memory for this work. Close other programs and try again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>This cannot be done as asked: {reason}.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>This series holds colour images, not CT densities. Choose the CT series.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>This series holds no slice that can be shown. Choose another series.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>This value is not possible for {field} ({limit}). The record was not changed.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{model}: the input {input} is missing.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{model}: the value {value} of {input} cannot be used.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} could not be read ({reason}). Check your rights to the file and try again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} could not be written ({reason}). Nothing was changed; choose another folder.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} does not say to which genome build its positions belong. State GRCh37 or GRCh38; it is never assumed.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} ends before its image data is complete. Send or copy the study again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} has no VCF header (##fileformat and #CHROM lines). Export it again as VCF 4.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} holds images of several patients ({reason}). Choose one study in the list.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} holds no image. It was left out.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} holds the records of several patients. Export one patient and open that file.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} holds these samples: {samples}. State which one is the patient's.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is damaged ({reason}). Copy or export it again.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is empty. Export or copy it again from its source.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is larger than the {limit} allowed for this kind of file. Choose a smaller file.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is not a DICOM file and was left out.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is not a patient record: it holds {reason}. Choose a FHIR R4 bundle or a pmdesk record.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is not a variant file ({found}). Choose a VCF file, plain or gz.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is on genome build {found}. Only GRCh37 and GRCh38 are read, each as what it is: state the right build or convert the file.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} is stored in a form this program cannot decode ({reason}). Export the study uncompressed.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{path} was not found. Check the name, or whether the drive is connected.</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>FieldEditor</name>
    <message>
      <source>Not a date; write it as 1961-04-18</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not a number; the record was not changed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not known; asked for by {models}</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>FindingDetails</name>
    <message>
      <source>A remark for the report</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Confirm the model's estimates</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nodule {number}, {location}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Remark</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Spiculated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Type</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Upper lobe</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Why is this a finding?</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Why?</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>FindingsModel</name>
    <message>
      <source>A person's decision; only accepted and edited findings reach the report</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Density</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Drawn by a reader: no model score</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Location</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Long</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Long axis, mm: largest diameter on one axial slice (RECIST 1.1)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mean</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mean density of the mask, Hounsfield units</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mean diameter, mm: mean of long and short axis (Fleischner 2017)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nodule type; ≈ marks a model's estimate that nobody has confirmed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not measured: there is no mask, or the geometry of the series cannot be trusted</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Number and colour of the finding in every view</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Review</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Score</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Short</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Short axis, mm: largest diameter across the long axis on its slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Side and third of the lung's height; lobes are not segmented</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model's score that this is a nodule, 0 to 1; not a probability of cancer</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Type</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Volume</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Volume, mm³: voxels of the mask times the volume of a voxel</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>no interval given by the model</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>rejected: {reason}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{model} {version}, {interval}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{value} ({origin})</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>FindingsPanel</name>
    <message>
      <source>Accept</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>All</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Copy the table</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Drop a CT folder here, or open the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Edit</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Export the findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Export the table as CSV</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Findings shown</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Next unreviewed finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No analysis yet</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No finding matches this choice; show all to see the others</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No images open</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No nodule found by {model}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open images</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Previous unreviewed finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reject</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reject, with a reason</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reportable</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Run nodule finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Run nodule finding to list what the model sees in this series</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Saved {path}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>This does not exclude nodules</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Unreviewed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{count} rows copied</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{reviewed} of {total} reviewed; only accepted and edited findings reach the report</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>GenomePanel</name>
    <message>
      <source>Any consequence</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Biomarkers only</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Build {build} ({how}), sample {sample}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Clear the filter</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Consequence</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Copy the table</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Depth ≥ </source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Drop a VCF file here, plain or .gz. A gene without a variant is "no variant reported", never "normal"</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Export the table as CSV</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Export the variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Gene</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Gene begins with</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Least depth</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No genome open</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open a genome</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Origin</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Origin of the variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>PASS only</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Saved {path}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Search gene, position, rs number, HGVS</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Search the variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The file does not say whether its variants are germline or somatic; please state it</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{count} rows copied</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{shown} of {total} variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{total} variants</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>GenomeQuestion</name>
    <message>
      <source>%1 does not state its genome build. Positions mean different genes in each build.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Variant file</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Which sample is the patient's?</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>choose</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>HeaderBar</name>
    <message>
      <source>%1 slices, %2 x %3 pixels</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>%1 y</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Dark theme</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Light theme</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No patient open</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>age not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>date not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>id not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>name not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>spacing %1 x %2 x %3 mm (slice, row, column)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>synthetic patient</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>ImagingView</name>
    <message>
      <source>Abdomen window</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Axial pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Bone window</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Brain window</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Coronal pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Crosshair</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Fill outlines</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>First slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Fit images to panes</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Full range window</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Image panes</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Last slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Layout: four panes</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Layout: one and three</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Layout: one pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Lung window</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Maximise pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mediastinum window</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Next layout</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Next slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Overlays (hold to peek)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Previous slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Sagittal pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab pane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab: maximum (MIP)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab: mean</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab: minimum (MinIP)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab: next plane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Smooth pixels</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Ten slices back</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Ten slices on</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Thicker slab</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Thinner slab</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Window presets are in Hounsfield units, and this series does not say that its values are. Drag with the right button, or use the full range.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>JobsChip</name>
    <message>
      <source>Cancel: %1</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Idle</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nothing is running</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Running work</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>KeysDialog</name>
    <message>
      <source>Command</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Default keys</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Key</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Keyboard</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>&amp;File</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>&amp;Findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>&amp;Image</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>About pmdesk</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Accept finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>All commands...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Cases</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Close the record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Default layout</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Edit finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Find nodules</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>For research use, not a cleared medical device</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Genome</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Imaging</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Keyboard...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Light or dark theme</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Next unreviewed finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open image folder</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open image folder...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open images, record or genome</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open images, record or genome...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open record...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open variants (VCF)...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Options</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Previous unreviewed finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Quit</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Record (*.json);;All files (*)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Redo</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reject finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Report</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Risk</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Same patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Save case (JSON, SEG, picture)...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Save report (PDF)...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Set finding back to unreviewed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The record and the images differ in: %1. The record is not used until you confirm.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Variants (*.vcf *.vcf.gz *.gz);;All files (*)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Wheel: slice   Right drag: window   Middle drag: pan   Ctrl+wheel: zoom   Ctrl+K: all commands</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>pmdesk %1

Precision Medicine Desk: chest CT, record, genome, risks and treatment options in linked views, offline.

For research use. Not a cleared medical device. It supports a clinician's decision and does not replace it.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>pmdesk - Precision Medicine Desk</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>unit not known</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Close</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Copy</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>NodeWords</name>
    <message>
      <source>(unit not known)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nodule {number}, {location}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Series</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>incomplete</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not applicable</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not measured</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>Notes</name>
    <message>
      <source>Geometry regular</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Geometry: look</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Measurements locked</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reference blocks of the gVCF are not listed as variants.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slices are shifted against each other; distances and volumes are not measured.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slices are {spacing_mm} mm apart; small nodules can be missed and volumes are rough.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slices of several orientations are mixed; nothing is measured.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slices overlap.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Some header lines of the variant file could not be read.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Some lines of the variant file could not be read and were left out.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Some positions lie outside the stated genome build; check the build.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The compressed variant file has no end mark; it may be incomplete.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The conversion to Hounsfield units is missing; densities are not known.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The distance between slices varies; distances and volumes are not measured.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The earlier CT was analysed by itself; growth is not computed.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The file holds no genotypes: whether the patient carries a variant is not known.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The file is not annotated: genes and protein changes are known only where the position tells.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The file names a tumour and a normal sample; the tumour sample is shown.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The gantry was tilted by {angle_deg}°.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The images were compressed with loss; densities and edges may be changed.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The last line of the variant file is cut off.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The orientation is not stated; sides are not labelled and nothing is measured.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The pixel spacing is not stated; nothing is measured in millimetres.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The slices are oblique by {angle_deg}°; the panes follow the acquisition.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The variant file holds no variants.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>There is only one slice.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>another build</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>known from the chromosome lengths in the file</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>stated by the user</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>stated in the file</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>the file contradicts itself</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{count} slices are missing; distances and volumes are not measured.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{count} slices are there twice; the first of each is shown.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{count} slices could not be read; distances and volumes are not measured.</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>OptionsPanel</name>
    <message>
      <source>Contraindicated: {what}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Evidence and limits</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>For discussion, not an order</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Level {level}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No option from the present facts</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No rule of the knowledge table fits; that does not mean that there is no option</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not known: {what}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open a genome</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open a record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Options follow from a diagnosis, the genome and reviewed findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Rule {rule}, knowledge table {version}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{source}, checked {date}</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>PaneController</name>
    <message>
      <source>Abdomen</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Axial</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Bone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Brain</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Loading the other slices...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Loading...</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Lung</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>MIP</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mean</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mediastinum</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>MinIP</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Sagittal</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>W {width}  L {level}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Zoom {percent} %</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>mm not trusted</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not calibrated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>oblique</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>orientation not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{axis} {place} mm</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{length} mm</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{projection} {count} slices</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{projection} {thickness} mm</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>RecordEntries</name>
    <message>
      <source>Age at onset</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Allergies</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Conditions</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Date</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Diagnosis</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Disease</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Dose</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Drug</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Drugs</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>End</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Family history</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Histology</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Laboratory and vital signs</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Lower limit</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Procedure</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Procedures</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reaction</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reference</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Relative</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Since</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Source</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Stage</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Start</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Status</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Substance</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Unit</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Upper limit</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Value</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>above the reference range</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>below the reference range</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{text} is not a date; write it as 2021-05-06</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{text} is not a number</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>RecordList</name>
    <message>
      <source>Add: {list}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Change the selected entry: {list}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Please fill in: {fields}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Remove the selected entry: {list}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Save entry</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>Report</name>
    <message>
      <source>"No variant reported" is not "normal": which places were sequenced is not known from the file.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>, </source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>95 % interval {low}–{high} %</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>; </source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>A record was opened, but it may belong to another patient and nobody has confirmed the match: it was not used.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Age at CT</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Assessment</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Basis</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Biomarker</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Born</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Category {category}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Chest CT report</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Comment: {comment}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Contraindications: {facts}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Created {time} by pmdesk {version}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Date</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Density</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Description</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Detail</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Device</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Document schema</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Evidence: {sources}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Follow-up: {advice}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>For research use, not a cleared medical device</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Genome</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Geometry</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>How this was made</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>ID</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Implementation grade: A checked against two sources, B against one, C from a guideline's table. Percentages are probabilities in the model's own population.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Inputs: {inputs}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Location</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Location is the third of the lung's height, not the lobe. Long axis: longest on any axial slice; short axis perpendicular to it. Mean Ø is their mean. * estimated by the model, not confirmed.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Long × short</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Marked by the model. Nobody has confirmed that these are nodules, nor their measurements or the numbers below.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mean Ø</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Missing: {inputs}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model SHA-256</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model {model} {hash}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No image model was run.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No model has been run on these images: an empty list of findings does not mean that there are no nodules.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No reviewed findings.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No rule of the knowledge table was met.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No warnings.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nodule {number}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nodules, risks and options for discussion</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not reviewed: not part of the report</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Notes on the images and the run</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nothing in this document has been reviewed by a person. All {count} findings are the model's own and are not part of the report.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Options are for discussion in the treating team; they are not orders and not complete.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Options for discussion</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Options that rest on findings which nobody has reviewed are marked †.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Origin: {origin}.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Outlines show the model's findings, reviewed or not; numbers are those of the tables.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Overview</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Page {page} of {pages}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Result</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reviewed by</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Risk and follow-up</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Run at</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Run time</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Score</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Series</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Series UID</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Sex</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slices</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Software</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Source</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Source: {source}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Speaks against it: {facts}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Status</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Study</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Synthetic patient: not a real person</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The model marked no nodule. Small or faint nodules can be missed; a person must read the images.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>The patient of the record and the patient of the images differ: {fields}.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>To be known first: {facts}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Type</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Version</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Volume</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Voxel spacing</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Why: {facts}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>accepted</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>avoid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>cannot be assessed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>does not apply</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>edited</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>female</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>follow-up</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>found</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>germline</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>germline or somatic not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>ground-glass</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>image headers</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>implementation grade {grade}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>left</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>level {level}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>locked: geometry not trusted</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>lower third</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>male</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>middle third</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>no</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>no variant reported</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>none</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not computed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not measured</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not reviewed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not trusted: no measurements</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>other</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>part-solid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>prevention</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>radiation</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>regular</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>rejected</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>right</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>side not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>solid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>somatic</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>surgery</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>systemic therapy</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>targeted therapy</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>test</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>upper third</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>usable with caution, see notes</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>yes</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>zone not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{count} more are listed in case.json.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{label}: {value}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{long} × {short} mm</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{mean} ± {sd} HU</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{reviewed} reviewed and in this report, {unreviewed} not reviewed, {rejected} rejected.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{sample}, build {build}. Variants: {total} ({passed} passed the file's filters, {failed} failed, {unfiltered} not filtered).</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{side}, {zone}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{slice} mm between slices, {row} × {column} mm in plane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{value} %</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{value} mm</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{value} mm³</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{value} s</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{variants} failed the file's filter and was not used</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{variants}: effect not stated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{years} y</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>仅供科研使用，非获批医疗器械</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>RiskPanel</name>
    <message>
      <source>95 % interval {range}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Inputs ({count})</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Missing; nothing was assumed:</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model {model}, version {version}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No risk for this finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No risk to show</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>No risk yet</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not known, would refine it:</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open images</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Open the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Rejected findings have no risk; accept it to see one</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Risks follow from findings and the record; open images first</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Risks follow from findings; run nodule finding first</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Run nodule finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Source and limits</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>There is no finding to compute a risk for; that is no statement about the patient's risk</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>no published interval</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{version}, implementation grade {grade}</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>SlabBar</name>
    <message>
      <source>Axial</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>MIP</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Mean</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>MinIP</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Sagittal</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab plane</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab projection</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Slab thickness</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>one slice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{thickness} mm</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>Terms</name>
    <message>
      <source>Age</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>CT for lung cancer screening</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Cancer within the last 5 years</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Cigarettes per day</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Conditions</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Date of birth</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Earlier chest CT exists</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Emphysema</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Ethnicity</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Extrathoracic cancer more than 5 years ago</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Genome</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Height</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Immunosuppressed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>L</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>LLZ</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>LMZ</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>LUZ</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Lung cancer in the family</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Pack-years</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Patient ID</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>R</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>RLZ</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>RMZ</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>RUZ</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Sex</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Smoking status</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Weight</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Years since quitting</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Years smoked</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>accepted</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>active</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>airway</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>artefact</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>avoid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>calcified granuloma</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>computed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>current smoker</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>edited</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>female</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>follow-up</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>former smoker</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>found</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>germline</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>ground-glass</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>hemizygous</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>heterozygous</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>homozygous</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>homozygous reference</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>image header</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>in remission</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>in-frame</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>left lower zone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>left lung</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>left middle zone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>left upper zone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>location not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>lymph node</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>male</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>missense</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>model estimate</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>never smoked</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>no</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>no variant reported</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not annotated</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not assessable</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not called</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>origin not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>other</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>other consequence</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>other reason</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>other sex</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>part-solid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>pleura</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>prevention</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>radiotherapy</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>reader</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>rejected</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>resolved</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>right lower zone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>right lung</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>right middle zone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>right upper zone</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>scar</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>sex not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>solid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>somatic</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>splice</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>surgery</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>synonymous</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>systemic therapy</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>targeted therapy</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>test</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>truncating</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>unreviewed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>vessel</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>years</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>yes</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>ThreeState</name>
    <message>
      <source>No</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not known</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Yes</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>VariantsModel</name>
    <message>
      <source>Allele frequency in a population, as the file annotates it</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Chromosome and 1-based position on the genome build named above</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Clinical significance as the file gives it; pmdesk does not classify variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Coding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Consequence</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Depth</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Effect on the gene as the file annotates it (Sequence Ontology term)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Filter</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Gene</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Gene as the file annotates it, else the gene at the position</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Genotype</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Genotype as called in the file, and what it means</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>HGVS coding change (c.)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>HGVS protein change (p.)</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>PASS, or the filters of the file that the variant failed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Pop. freq.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Position</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Protein</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reads that cover the position</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Ref &gt; alt</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reference and alternate allele</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Significance in file</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>VAF</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Variant allele fraction: share of the reads that carry the alternate allele</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>not filtered</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>{gene}, from the position alone</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>WhyPopover</name>
    <message>
      <source>Close</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Copy</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>In the file: {words}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Level {level}, checked {date}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Made by</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model score {score}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model {model}, version {version}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model {model}, version {version}, on {device}, {time}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not for</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Not known: {what}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Nothing in this case rests on it, and it rests on nothing else here.</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Rests on</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Rule {rule}, knowledge table {version}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Source</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Speaks against it</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Used by</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Why?</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
  <context>
    <name>Work</name>
    <message>
      <source>Accept finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Edit finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Edit record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Finding nodules</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Folders can be written</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Image decoders are there</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Knowledge tables are valid</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Loading series</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Making the demo patient</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Model gives its known result</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reading folder</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reading record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reading variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Reject finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Resources are complete</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Saving</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Self-test</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>Set finding back to unreviewed</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>State origin of variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>brought this up</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>checking the model</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>collecting findings</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>computed for this finding</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>finding the lungs</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>found by {value}</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>loading slices</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>making the synthetic chest CT</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>measured on this series</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>measuring</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>reading headers</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>reading the record</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>reading variants</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>resampling</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>running the model</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>speaks against it</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>unpacking</source>
      <translation type="unfinished"></translation>
    </message>
    <message>
      <source>writing results</source>
      <translation type="unfinished"></translation>
    </message>
  </context>
</TS>
