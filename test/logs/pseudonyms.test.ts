import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPseudonyms } from '../../src/logs/pseudonyms.ts';

const zh = (people: readonly string[] = []) => createPseudonyms(1, 'zh-CN', people);
const en = (people: readonly string[] = []) => createPseudonyms(1, 'en', people);

describe('personal data', () => {
  test.each([
    ['电话13812345678', '13812345678'],
    ['手机 138-1234-5678 谢谢', '138-1234-5678'],
    ['座机0571-88880000', '0571-88880000'],
    ['收货人：王建国', '王建国'],
    ['王建国，13812345678', '王建国'],
    ['我叫李小红', '李小红'],
    ['邮箱 wang.jg@mail.cn', 'wang.jg@mail.cn'],
    ['身份证110101199003071234', '110101199003071234'],
    ['卡号6222021234567890123', '6222021234567890123'],
    ['6222 0212 3456 7890', '6222 0212 3456 7890'],
    ['加微信wxid_abc123', 'wxid_abc123'],
    ['我的VX：sugar_2020', 'sugar_2020'],
    ['qq号12345678', '12345678'],
    ['浙江省杭州市西湖区文三路478号华星大厦3楼', '文三路478号'],
  ])('is replaced in %s', (text, personal) => {
    expect(zh().text(text)).not.toContain(personal);
  });

  test.each([
    ['My name is Crystal Minh', 'Crystal Minh'],
    ['call 07911 123456', '07911 123456'],
    ['ring (977) 625-2661', '625-2661'],
    ['send it to 14 Mill Lane, Leeds LS1 4AB', '14 Mill Lane'],
    ['send it to 14 Mill Lane, Leeds LS1 4AB', 'LS1 4AB'],
    ['cminh730@email.com', 'cminh730'],
    ['I will complain. Ann Smith 07700 900123', 'Ann Smith'],
    ['Crystal Minh, cminh730@email.com', 'Crystal Minh'],
  ])('is replaced in %s', (text, personal) => {
    expect(en().text(text)).not.toContain(personal);
  });

  test('leaves what a conversation is about', () => {
    for (const text of [
      '订单3670461984488404656',
      '满200减30',
      '100%棉，XL码还有12件',
      '48小时内发货',
      '双十一20:00开始',
      '一共239元',
      '快递YQ123456789012',
    ])
      expect(zh().text(text)).toBe(text);
    for (const text of [
      'order HL-204518',
      '£24.50 each',
      'in 3-5 working days',
      'size 12, 98 cm',
      'by Friday 5 pm',
    ])
      expect(en().text(text)).toBe(text);
  });

  test('of one person stays one person within a file', () => {
    const { text, counts } = zh(['爱吃糖的猫']);
    const [first, second] = [text('爱吃糖的猫 13812345678'), text('还是13812345678，爱吃糖的猫')];
    expect(second).toContain(/1370000\d{4}/.exec(first)![0]);
    expect(counts).toMatchObject({ phone: 1, name: 1 });
  });

  test('is gone whatever stands around it', () => {
    const phone = fc
      .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
      .map(([second, rest]) => `1${second}${rest}`);
    const around = fc.string({ unit: fc.constantFrom('好', '的', ' ', '，', '亲', '码', 'a', ':', '~') });
    fc.assert(
      fc.property(around, phone, around, (before, number, after) => {
        fc.pre(!number.startsWith('1370000'));
        expect(zh().text(`${before}${number}${after}`)).not.toContain(number);
      }),
    );
  });
});
