import { writeXlsx } from 'hucre/xlsx';

/** Titles above the headings, merged names, units in cells, full-width digits, two price columns, stock on a sheet of its own. */
export async function appliances(): Promise<Buffer<ArrayBuffer>> {
  const rows = [
    ['小家电价目表（2026年11月）', null, null, null, null, null, null, null],
    ['以下价格为店铺售价，活动价双十二前有效', null, null, null, null, null, null, null],
    ['型号', '产品名称', '规格', '售价', '活动价', '毛重', '保修', '额定功率'],
    ['YS-15', '玻璃养生壶', '1.5L', '￥129.00', '99元', '2.1kg', '12个月', '800W'],
    ['YS-18', '玻璃养生壶', '1.8L', '￥149', '119元', '2.4kg', '12个月', '1000W'],
    ['KZ-40', '可视空气炸锅', '４L 白色', '２９９', '', '4.5kg', '2年', '1400W'],
    ['KZ-40G', null, '4L 墨绿', 299, '', '4.5kg', null, null],
    ['DF-30', '迷你电饭煲', null, '189.00元', '', '2800g', '一年', '400W'],
    ['JS-02', '冷雾加湿器', '白', '79.9', '69.9', '1.2kg', '6个月', '25W'],
    ['合计', null, null, null, null, null, null, null],
  ];
  const stock = [
    ['型号', '库存数量', '库位'],
    ['YS-15', '36台', 'A1'],
    ['YS-18', 20, 'A1'],
    ['KZ-40', 12, 'B3'],
    ['KZ-40G', 7, 'B3'],
    ['DF-30', 0, 'B4'],
    ['JS-02', 55, 'C1'],
  ];
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '价目表',
        rows,
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 7 },
          { startRow: 5, startCol: 1, endRow: 6, endCol: 1 },
        ],
      },
      { name: '库存', rows: stock },
      {
        name: '供应商联系人',
        rows: [
          ['姓名', '手机'],
          ['老周', '13900000000'],
        ],
      },
    ],
  });
  return Buffer.from(bytes.slice().buffer);
}
