"""Folded kanji for searching names: 髙橋 is found by 高橋 and 渡邉󠄏 by 渡辺; what is stored is never folded.

Sources of the pairs: 常用漢字表 (内閣告示第二号, 2010) with the 康熙字典体 in its brackets, 人名用漢字表
(戸籍法施行規則 別表第二), and the variants that NFKC leaves alone but registers are full of (domain.md section 6:
髙 﨑 𠮷 濵 邉 嶋). 斉 and 斎 are two characters, yet no one can hear which 斎藤 it is: a search folds them too.
"""

from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.text import is_variation_selector

_PAIRS = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧 横橫
温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸 寛寬
関關 歓歡 観觀 気氣 既旣 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰
径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 研硏 県縣 倹儉 剣劍 険險 圏圈 検檢 献獻 権權 顕顯
験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國圀 黒黑 砕碎 済濟 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒
児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍 将將 称稱 渉涉 焼燒 証證 奨奬
条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨
髄髓 枢樞 数數 瀬瀨 声聲 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插
巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔
単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵銕鐡 点點 転轉 伝傳 灯燈
当當 党黨 盗盜 稲稻 闘鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕
浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊邉 変變 歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯
薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈
齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 楼樓 録錄 湾灣 晩晚 強强 教敎 清淸 青靑 戸戶户 禄祿 穣穰 萌萠 巌巖 尭堯 頴穎
凜凛 遥遙 亘亙 槙槇 籠篭 桧檜 渕淵渊 薮藪籔 舘館 昇曻 柳栁 桑桒 喜㐂 達逹 高髙 崎﨑嵜 吉𠮷 島嶋嶌 富冨 斎齋斉齊
祢禰 祇祗 芦蘆 鴎鷗 鴬鶯 壺壷 莱萊 薗園 峯峰 桝枡 舩船 梁簗
"""
_COMMON = {ord(variant): pair[0] for pair in _PAIRS.split() for variant in pair[1:]}


def fold_kanji(text: str) -> str:
    """The search key of a written name: common forms of kanji, kana folded as ``fold_kana`` does, no selectors.

    々 stands for the character before it. Folding looks back only, so a folded prefix is a prefix.
    """
    folded = ""
    for character in fold_kana(text):
        if not is_variation_selector(character):
            folded += folded[-1:] if character == "々" else character.translate(_COMMON)
    return folded
