<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>A desk for fine-tuning language models: edit the data, run the job, talk to the result.</source>
        <translation>言語モデルのファインチューニングを行うデスクトップアプリです。データの編集、ジョブの実行、できあがったモデルとの対話ができます。</translation>
    </message>
    <message>
        <source>About ftdesk</source>
        <translation>ftdeskについて</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>ライブラリとライセンス</translation>
    </message>
    <message>
        <source>Licensed under the Apache License 2.0.</source>
        <translation>Apache License 2.0のもとで提供されています。</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>使用しているソフトウェア</translation>
    </message>
    <message>
        <source>Settings, jobs, chats and local models</source>
        <translation>設定・ジョブ・チャット・ローカルモデルの保存先</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>フォルダーを表示</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>ended at the length limit</source>
        <translation>長さの上限で終了</translation>
    </message>
    <message>
        <source>ended by the content filter</source>
        <translation>コンテンツフィルターで終了</translation>
    </message>
    <message>
        <source>first text after {seconds} s</source>
        <translation>{seconds}秒で応答開始</translation>
    </message>
    <message>
        <source>free on this machine</source>
        <translation>このコンピューターでは無料</translation>
    </message>
    <message>
        <source>incomplete: the connection ended</source>
        <translation>未完了：接続が切れました</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>料金不明</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止済み</translation>
    </message>
    <message>
        <source>{asked} → {count} bytes</source>
        <translation>{asked} → {count}バイト</translation>
    </message>
    <message>
        <source>{asked} → {count} tokens</source>
        <translation>{asked} → {count}トークン</translation>
    </message>
    <message>
        <source>{seconds} s in all</source>
        <translation>合計{seconds}秒</translation>
    </message>
</context>
<context>
    <name>AutoDoubleSpin</name>
    <message>
        <source>auto</source>
        <translation>自動</translation>
    </message>
</context>
<context>
    <name>AutoSpin</name>
    <message>
        <source>auto</source>
        <translation>自動</translation>
    </message>
</context>
<context>
    <name>BringingBack</name>
    <message>
        <source>Bring back: {title}</source>
        <translation>復元：{title}</translation>
    </message>
    <message>
        <source>Bringing a version back</source>
        <translation>バージョンを復元しています</translation>
    </message>
</context>
<context>
    <name>BudgetField</name>
    <message>
        <source>Currency of the limit</source>
        <translation>上限額の通貨</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>上限なし</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>BulkRun</name>
    <message>
        <source>{step} in {count} examples</source>
        <translation>{step}（例{count}件）</translation>
    </message>
</context>
<context>
    <name>BulkSteps</name>
    <message>
        <source>Changed examples: {count}.</source>
        <translation>変更した例：{count}件</translation>
    </message>
    <message>
        <source>Edited meanwhile, so left as they are: {count}.</source>
        <translation>その間に編集されたため、そのままにした例：{count}件</translation>
    </message>
    <message>
        <source>Editing examples…</source>
        <translation>例を編集しています…</translation>
    </message>
    <message>
        <source>Left as they are, since it does not fit them: {count}.</source>
        <translation>当てはまらないため、そのままにした例：{count}件</translation>
    </message>
    <message>
        <source>No example had to be changed.</source>
        <translation>変更が必要な例はありませんでした。</translation>
    </message>
    <message>
        <source>Put the file in order</source>
        <translation>ファイルの順序を並べ替え</translation>
    </message>
    <message>
        <source>The examples are shown in the order of the file. Click a column above them first.</source>
        <translation>例はファイルの順に表示されています。先に上の列名をクリックしてください。</translation>
    </message>
</context>
<context>
    <name>CardHeader</name>
    <message>
        <source>Add a name</source>
        <translation>名前を追加</translation>
    </message>
    <message>
        <source>Add a tool call</source>
        <translation>ツール呼び出しを追加</translation>
    </message>
    <message>
        <source>Call that this answers</source>
        <translation>対応するツール呼び出し</translation>
    </message>
    <message>
        <source>Delete message (Ctrl+Shift+Backspace)</source>
        <translation>メッセージを削除（Ctrl+Shift+Backspace）</translation>
    </message>
    <message>
        <source>Duplicate message (Ctrl+Shift+D)</source>
        <translation>メッセージを複製（Ctrl+Shift+D）</translation>
    </message>
    <message>
        <source>More for this message</source>
        <translation>このメッセージのその他の操作</translation>
    </message>
    <message>
        <source>Move message down (Alt+Down)</source>
        <translation>メッセージを下へ移動（Alt+↓）</translation>
    </message>
    <message>
        <source>Move message up (Alt+Up)</source>
        <translation>メッセージを上へ移動（Alt+↑）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Off gives the reply the weight 0: the model reads it but does not learn it</source>
        <translation>オフにすると応答の重みが0になり、モデルは文脈として読むだけで学習しません</translation>
    </message>
    <message>
        <source>Train on this</source>
        <translation>学習対象にする</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>応答先</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
</context>
<context>
    <name>ChangeFinder</name>
    <message>
        <source>Counting changes…</source>
        <translation>変更を数えています…</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Each change will be listed here before anything is done.</source>
        <translation>実行する前に、変更がここに1件ずつ表示されます。</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>Line {line}: “{old}” becomes “{new}”</source>
        <translation>{line}行目：「{old}」を「{new}」に</translation>
    </message>
</context>
<context>
    <name>CheckpointsPage</name>
    <message>
        <source>Chat with it</source>
        <translation>このモデルとチャット</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>チェックポイント</translation>
    </message>
    <message>
        <source>Copy model name</source>
        <translation>モデル名をコピー</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>No checkpoint yet. One is kept at the end of each epoch.</source>
        <translation>チェックポイントはまだありません。各エポックの終わりに1つ保存されます。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>学習損失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>検証損失</translation>
    </message>
</context>
<context>
    <name>ColumnChoices</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>No command has these letters.</source>
        <translation>一致するコマンドはありません。</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>コマンドを検索</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>実行したい操作を入力</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>After</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>比較しています</translation>
    </message>
    <message>
        <source>Comparing example by example…</source>
        <translation>例を1件ずつ比較しています…</translation>
    </message>
    <message>
        <source>Nothing differs: all {count} examples are the same and stand in the same order.</source>
        <translation>違いはありません。{count}件の例はすべて同じで、並びも同じです。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
</context>
<context>
    <name>Comparisons</name>
    <message>
        <source>the new file</source>
        <translation>新しいファイル</translation>
    </message>
    <message>
        <source>{name} here</source>
        <translation>ここで開いている「{name}」</translation>
    </message>
    <message>
        <source>{name} here, with your edits</source>
        <translation>ここで開いている「{name}」（編集込み）</translation>
    </message>
    <message>
        <source>{name} on the disk</source>
        <translation>ディスク上の「{name}」</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Ask something</source>
        <translation>質問を入力</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Esc stops</source>
        <translation>Ctrl+Enterで送信、Escで停止</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Provider settings…</source>
        <translation>プロバイダーの設定…</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Text that the model continues</source>
        <translation>モデルに続きを書かせる文章</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>Another ftdesk window uses the local engine. Close it, then try again.</source>
        <translation>別のftdeskのウィンドウがローカルエンジンを使っています。そちらを閉じてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Looking for the key</source>
        <translation>キーを確認しています</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>未接続です</translation>
    </message>
    <message>
        <source>The local engine cannot start: {reason}</source>
        <translation>ローカルエンジンを起動できません：{reason}</translation>
    </message>
    <message>
        <source>The local engine is running</source>
        <translation>ローカルエンジンは動作中です</translation>
    </message>
    <message>
        <source>The local engine is starting</source>
        <translation>ローカルエンジンを起動しています</translation>
    </message>
    <message>
        <source>The local engine stopped</source>
        <translation>ローカルエンジンが停止しました</translation>
    </message>
    <message>
        <source>The local engine stopped and is starting again</source>
        <translation>ローカルエンジンが停止したため、再起動しています</translation>
    </message>
    <message>
        <source>{name} is set up</source>
        <translation>{name}は設定済みです</translation>
    </message>
    <message>
        <source>{name} needs a key</source>
        <translation>{name}にはキーが必要です</translation>
    </message>
</context>
<context>
    <name>ContentParts</name>
    <message>
        <source>Text part {number}</source>
        <translation>テキスト{number}</translation>
    </message>
    <message>
        <source>{count} more parts stand in the raw line.</source>
        <translation>ほか{count}個のパートは生の行にあります。</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Chats</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Chats are kept on this machine and show up here.</source>
        <translation>チャットはこのコンピューターに保存され、ここに表示されます。</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Delete chat</source>
        <translation>チャットを削除</translation>
    </message>
    <message>
        <source>Delete “{title}” and all of its messages?</source>
        <translation>「{title}」とそのメッセージをすべて削除しますか？</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>Rename chat</source>
        <translation>チャットの名前を変更</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>名前を変更…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>タイトル</translation>
    </message>
</context>
<context>
    <name>Conversion</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A part of message {number} ({type}) is left out: {format} has text only.</source>
        <translation>メッセージ{number}のパート（{type}）は除かれます。「{format}」形式で使えるのはテキストだけです。</translation>
    </message>
    <message>
        <source>Added to the user message</source>
        <translation>ユーザーメッセージに追加</translation>
    </message>
    <message>
        <source>Alpaca</source>
        <translation>Alpaca</translation>
    </message>
    <message>
        <source>As it is (OpenAI)</source>
        <translation>そのまま（OpenAI）</translation>
    </message>
    <message>
        <source>Assistant message</source>
        <translation>アシスタントメッセージ</translation>
    </message>
    <message>
        <source>Become chats</source>
        <translation>チャットに変換</translation>
    </message>
    <message>
        <source>Become chats, without {marks}</source>
        <translation>チャットに変換（{marks}を除く）</translation>
    </message>
    <message>
        <source>CSV: prompt, completion</source>
        <translation>CSV：prompt、completion</translation>
    </message>
    <message>
        <source>CSV: system, user, assistant</source>
        <translation>CSV：system、user、assistant</translation>
    </message>
    <message>
        <source>Cells beyond the last column are left out: {count}.</source>
        <translation>最後の列より後のセルは除かれます：{count}個</translation>
    </message>
    <message>
        <source>Chat for Azure (with a byte order mark)</source>
        <translation>Azure用チャット（バイト順マーク付き）</translation>
    </message>
    <message>
        <source>Chat for {service}</source>
        <translation>{service}用チャット</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>補完</translation>
    </message>
    <message>
        <source>Everything is carried over.</source>
        <translation>すべて引き継がれます。</translation>
    </message>
    <message>
        <source>Examples in several formats</source>
        <translation>複数の形式の例</translation>
    </message>
    <message>
        <source>Examples in the Alpaca format</source>
        <translation>Alpaca形式の例</translation>
    </message>
    <message>
        <source>Examples in the ShareGPT format</source>
        <translation>ShareGPT形式の例</translation>
    </message>
    <message>
        <source>It calls tools; {format} has no place for that.</source>
        <translation>ツールを呼び出していますが、「{format}」形式では表せません。</translation>
    </message>
    <message>
        <source>It has {count} questions; {format} has room for one.</source>
        <translation>質問が{count}個ありますが、「{format}」形式に入るのは1つだけです。</translation>
    </message>
    <message>
        <source>It is a request to {url}, which is no chat.</source>
        <translation>{url}への要求で、チャットではありません。</translation>
    </message>
    <message>
        <source>It is no JSON object that can be read.</source>
        <translation>JSONオブジェクトとして読み込めません。</translation>
    </message>
    <message>
        <source>It is plain text: nothing says which part is asked and which is the answer.</source>
        <translation>プレーンテキストのため、どこまでが質問でどこからが回答か分かりません。</translation>
    </message>
    <message>
        <source>Its format is not known.</source>
        <translation>形式を認識できません。</translation>
    </message>
    <message>
        <source>Its messages are not questions and answers in turn, as {format} has them.</source>
        <translation>メッセージが、「{format}」形式のように質問と回答の繰り返しになっていません。</translation>
    </message>
    <message>
        <source>Japanese (Shift_JIS)</source>
        <translation>日本語（Shift_JIS）</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Left out or changed on the way: {count}.</source>
        <translation>除かれるか変わる箇所：{count}件。</translation>
    </message>
    <message>
        <source>Message {number} is a system message after the first; {format} may refuse that.</source>
        <translation>メッセージ{number}は先頭以外にあるシステムメッセージで、「{format}」形式では拒否されることがあります。</translation>
    </message>
    <message>
        <source>Message {number} is by “{role}”, whom {format} does not know.</source>
        <translation>メッセージ{number}の話者「{role}」は、「{format}」形式にありません。</translation>
    </message>
    <message>
        <source>Message {number} is the result of no call before it.</source>
        <translation>メッセージ{number}は呼び出しの結果ですが、対応する呼び出しが前にありません。</translation>
    </message>
    <message>
        <source>Message {number} should be a function call in JSON and cannot be read.</source>
        <translation>メッセージ{number}はJSONの関数呼び出しのはずですが、読み込めません。</translation>
    </message>
    <message>
        <source>Message {number} will be trained on in spite of its weight of 0: {format} has no weights.</source>
        <translation>メッセージ{number}は重みが0でも学習されます。「{format}」形式には重みがありません。</translation>
    </message>
    <message>
        <source>Messages (JSON)</source>
        <translation>メッセージ（JSON）</translation>
    </message>
    <message>
        <source>Of {count} answers the first was taken.</source>
        <translation>{count}個の回答のうち、最初のものを使いました。</translation>
    </message>
    <message>
        <source>One of its objects has the key “{key}” twice.</source>
        <translation>オブジェクトにキー「{key}」が2回あります。</translation>
    </message>
    <message>
        <source>Plain texts</source>
        <translation>プレーンテキスト</translation>
    </message>
    <message>
        <source>Preference: prompt, chosen, rejected</source>
        <translation>選好：prompt、chosen、rejected</translation>
    </message>
    <message>
        <source>Preferences with chosen and rejected answers</source>
        <translation>選ばれた回答と退けられた回答の選好データ</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>Prompt and completion</source>
        <translation>プロンプトと補完</translation>
    </message>
    <message>
        <source>Row {row}, not converted: {loss}</source>
        <translation>{row}行目、変換不可：{loss}</translation>
    </message>
    <message>
        <source>Row {row}: {loss}</source>
        <translation>{row}行目：{loss}</translation>
    </message>
    <message>
        <source>Rows that cannot be converted and stay as they are: {count}.</source>
        <translation>変換できず、そのまま残る行：{count}件。</translation>
    </message>
    <message>
        <source>Rows that cannot be converted and will be left out: {count}.</source>
        <translation>変換できず、除かれる行：{count}件。</translation>
    </message>
    <message>
        <source>ShareGPT</source>
        <translation>ShareGPT</translation>
    </message>
    <message>
        <source>Stored chat completions of OpenAI</source>
        <translation>OpenAIに保存されたチャット補完</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>システムプロンプト</translation>
    </message>
    <message>
        <source>The cell “{key}” should hold JSON and cannot be read.</source>
        <translation>セル「{key}」はJSONのはずですが、読み込めません。</translation>
    </message>
    <message>
        <source>The cells that would become its messages are empty.</source>
        <translation>メッセージになるはずのセルが空です。</translation>
    </message>
    <message>
        <source>The definition of a tool is left out: it is no function.</source>
        <translation>関数ではないツールの定義は除かれます。</translation>
    </message>
    <message>
        <source>The developer message {number} became a system prompt.</source>
        <translation>developerメッセージ{number}はシステムプロンプトになりました。</translation>
    </message>
    <message>
        <source>The end mark {text} was taken off the completion.</source>
        <translation>補完から終端{text}を取り除きました。</translation>
    </message>
    <message>
        <source>The ids of the tool calls are left out: results follow in their order.</source>
        <translation>ツール呼び出しのIDは除かれます。結果は呼び出しの順に続きます。</translation>
    </message>
    <message>
        <source>The ids of the tool calls are new: they must be nine letters or digits.</source>
        <translation>ツール呼び出しのIDを付け直しました。IDは英数字9文字でなければなりません。</translation>
    </message>
    <message>
        <source>The input of an OpenAI batch</source>
        <translation>OpenAIのバッチ入力</translation>
    </message>
    <message>
        <source>The older “functions” became “tools”.</source>
        <translation>古い書き方の「functions」を「tools」に変換しました。</translation>
    </message>
    <message>
        <source>The output of an OpenAI batch</source>
        <translation>OpenAIのバッチ出力</translation>
    </message>
    <message>
        <source>The parts of message {number} became one text.</source>
        <translation>メッセージ{number}のパートを1つのテキストにまとめました。</translation>
    </message>
    <message>
        <source>The question is neither in a key of its own nor common to both answers.</source>
        <translation>質問が専用のキーになく、2つの回答に共通の部分としてもありません。</translation>
    </message>
    <message>
        <source>The request failed, so there is no answer.</source>
        <translation>要求が失敗したため、回答がありません。</translation>
    </message>
    <message>
        <source>The separator {text} was taken off the prompt.</source>
        <translation>プロンプトから区切り{text}を取り除きました。</translation>
    </message>
    <message>
        <source>The space before the completion was taken off.</source>
        <translation>補完の前の空白を取り除きました。</translation>
    </message>
    <message>
        <source>The system prompt became the beginning of the prompt.</source>
        <translation>システムプロンプトをプロンプトの先頭に入れました。</translation>
    </message>
    <message>
        <source>The text of message {number} is left out: {format} has none beside a tool call.</source>
        <translation>メッセージ{number}のテキストは除かれます。「{format}」形式では、ツール呼び出しにテキストを添えられません。</translation>
    </message>
    <message>
        <source>There is no answer: a batch input holds questions only.</source>
        <translation>回答がありません。バッチ入力には質問しか入っていません。</translation>
    </message>
    <message>
        <source>There is no question: a batch output holds answers only.</source>
        <translation>質問がありません。バッチ出力には回答しか入っていません。</translation>
    </message>
    <message>
        <source>Tools (JSON)</source>
        <translation>ツール（JSON）</translation>
    </message>
    <message>
        <source>User message</source>
        <translation>ユーザーメッセージ</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西欧（Windows-1252）</translation>
    </message>
    <message>
        <source>Whole example (JSON)</source>
        <translation>例全体（JSON）</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>preference</source>
        <translation>選好</translation>
    </message>
    <message>
        <source>prompt and completion</source>
        <translation>プロンプトと補完</translation>
    </message>
    <message>
        <source>{count} times, as in row {row}: {loss}</source>
        <translation>{count}件、例えば{row}行目：{loss}</translation>
    </message>
    <message>
        <source>{format} has no place for an example of this format.</source>
        <translation>この形式の例は「{format}」形式では表せません。</translation>
    </message>
    <message>
        <source>“instruction” and “input” became one message.</source>
        <translation>「instruction」と「input」を1つのメッセージにまとめました。</translation>
    </message>
    <message>
        <source>“tools” is left out: it should hold JSON and cannot be read.</source>
        <translation>「tools」は除かれます。JSONのはずですが、読み込めません。</translation>
    </message>
    <message>
        <source>“{key}” is left out: {format} has no place for it.</source>
        <translation>「{key}」は除かれます。「{format}」形式には入れる場所がありません。</translation>
    </message>
    <message>
        <source>“{key}” is missing, or is no text.</source>
        <translation>「{key}」がないか、テキストではありません。</translation>
    </message>
    <message>
        <source>“{key}” is not a list of messages.</source>
        <translation>「{key}」がメッセージの配列ではありません。</translation>
    </message>
    <message>
        <source>“{key}” of message {number} is left out: {format} has no place for it.</source>
        <translation>メッセージ{number}の「{key}」は除かれます。「{format}」形式には入れる場所がありません。</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>… ほか{count}件</translation>
    </message>
</context>
<context>
    <name>ConversionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Converting examples…</source>
        <translation>例を変換しています…</translation>
    </message>
    <message>
        <source>Converting: {done} of {total} rows</source>
        <translation>変換中：{total}行中{done}行</translation>
    </message>
    <message>
        <source>No row becomes an example.</source>
        <translation>例になる行がありません。</translation>
    </message>
    <message>
        <source>Open as it is</source>
        <translation>そのまま開く</translation>
    </message>
    <message>
        <source>Places that could not be taken as they stand: {count}.</source>
        <translation>そのまま取り込めなかった箇所：{count}件。</translation>
    </message>
    <message>
        <source>Say which columns are the user message and the assistant message.</source>
        <translation>ユーザーとアシスタントのメッセージになる列を選んでください。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>What is not carried over</source>
        <translation>引き継がれない内容</translation>
    </message>
</context>
<context>
    <name>ConversionOptions</name>
    <message>
        <source>Letters</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Prompts and completions</source>
        <translation>プロンプトと補完</translation>
    </message>
    <message>
        <source>Stay as they are</source>
        <translation>そのまま残す</translation>
    </message>
    <message>
        <source>The first row has the names of the columns</source>
        <translation>最初の行は列の名前</translation>
    </message>
</context>
<context>
    <name>ConversionPreview</name>
    <message>
        <source>After</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>最初の行</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>次の行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>前の行</translation>
    </message>
    <message>
        <source>Row {row}</source>
        <translation>{row}行目</translation>
    </message>
    <message>
        <source>The same.</source>
        <translation>同じです。</translation>
    </message>
    <message>
        <source>This row cannot be converted.</source>
        <translation>この行は変換できません。</translation>
    </message>
</context>
<context>
    <name>ConvertSteps</name>
    <message>
        <source>Convert</source>
        <translation>変換</translation>
    </message>
    <message>
        <source>Convert examples</source>
        <translation>例を変換</translation>
    </message>
    <message>
        <source>Converting examples…</source>
        <translation>例を変換しています…</translation>
    </message>
    <message>
        <source>Convert…</source>
        <translation>変換…</translation>
    </message>
    <message>
        <source>Rows in the format of another tool: {count}.</source>
        <translation>ほかのツールの形式の行：{count}件</translation>
    </message>
    <message>
        <source>They become chats or preferences to train on, in one step that can be undone.</source>
        <translation>学習に使えるチャットまたは選好データに変換します。1回の操作なので、元に戻せます。</translation>
    </message>
    <message>
        <source>{nature}. {what}</source>
        <translation>{nature}です。{what}</translation>
    </message>
</context>
<context>
    <name>CostPanel</name>
    <message>
        <source>A job costs {amount} at least.</source>
        <translation>ジョブの最低料金は{amount}です。</translation>
    </message>
    <message>
        <source>A tuned model costs {amount} an hour while it is deployed.</source>
        <translation>チューニング済みモデルのデプロイ中は、1時間に{amount}かかります。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Automatic ({count})</source>
        <translation>自動（{count}）</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>無料</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Not confirmed by the provider.</source>
        <translation>プロバイダーの公式情報では確認できていません。</translation>
    </message>
    <message>
        <source>Price of {date}, from {source}</source>
        <translation>{date}時点の料金、出典：{source}</translation>
    </message>
    <message>
        <source>Price of {date}, more than half a year old, from {source}</source>
        <translation>{date}時点の料金（半年以上前）、出典：{source}</translation>
    </message>
    <message>
        <source>Price unknown</source>
        <translation>料金不明</translation>
    </message>
    <message>
        <source>The check was stopped before all tokens were counted.</source>
        <translation>すべてのトークンを数える前に確認を中止しました。</translation>
    </message>
    <message>
        <source>Tokens are being counted.</source>
        <translation>トークンを数えています。</translation>
    </message>
    <message>
        <source>Trained on this computer; nothing is uploaded.</source>
        <translation>このコンピューターで学習します。アップロードは行いません。</translation>
    </message>
    <message>
        <source>Training is billed by the hour: {amount} an hour.</source>
        <translation>学習は時間単位の課金です：1時間{amount}</translation>
    </message>
    <message>
        <source>Where does it fit?</source>
        <translation>使えるモデル</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>{amount} for 1 epoch</source>
        <translation>1エポックで{amount}</translation>
    </message>
    <message>
        <source>{amount} for {epochs} epochs</source>
        <translation>{epochs}エポックで{amount}</translation>
    </message>
    <message>
        <source>{calls} calls like these: {amount} ({prompt} tokens in, {answer} out each)</source>
        <translation>同様の呼び出し{calls}回：{amount}（1回に入力{prompt}、出力{answer}トークン）</translation>
    </message>
    <message>
        <source>{tokens} tokens × 1 epoch</source>
        <translation>{tokens}トークン × 1エポック</translation>
    </message>
    <message>
        <source>{tokens} tokens × {epochs} epochs</source>
        <translation>{tokens}トークン × {epochs}エポック</translation>
    </message>
</context>
<context>
    <name>CutNotice</name>
    <message>
        <source>Show where</source>
        <translation>場所を表示</translation>
    </message>
    <message>
        <source>The definitions of the tools alone pass the limit of {limit} tokens.</source>
        <translation>ツールの定義だけで{limit}トークンの上限を超えています。</translation>
    </message>
    <message>
        <source>The limit of {limit} tokens is passed in message {number}, at character {character}.</source>
        <translation>メッセージ{number}の{character}文字目で、上限の{limit}トークンを超えます。</translation>
    </message>
    <message>
        <source>The limit of {limit} tokens is passed in the {field}, at character {character}.</source>
        <translation>{field}の{character}文字目で、上限の{limit}トークンを超えます。</translation>
    </message>
    <message>
        <source>The {lost} tokens after it are cut off; {trained} of them would have been trained on.</source>
        <translation>その後の{lost}トークンが切り捨てられます。うち学習対象は{trained}です。</translation>
    </message>
    <message>
        <source>What becomes of the {lost} tokens after it is not known.</source>
        <translation>その後の{lost}トークンがどう扱われるかは不明です。</translation>
    </message>
    <message>
        <source>With {lost} tokens too many in this example the job is refused.</source>
        <translation>この例は{lost}トークン多いため、ジョブが拒否されます。</translation>
    </message>
    <message>
        <source>With {lost} tokens too many the example is left out.</source>
        <translation>{lost}トークン多いため、この例は学習から除かれます。</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>An older copy of Fireworks&apos; price page</source>
        <translation>Fireworksの料金ページの古い写し</translation>
    </message>
    <message>
        <source>As at OpenAI for the same models</source>
        <translation>同じモデルのOpenAIでの値</translation>
    </message>
    <message>
        <source>Azure</source>
        <translation>Azure</translation>
    </message>
    <message>
        <source>Fireworks</source>
        <translation>Fireworks</translation>
    </message>
    <message>
        <source>Fireworks&apos; fine-tuning documentation, 2026</source>
        <translation>Fireworksのファインチューニングの文書（2026年）</translation>
    </message>
    <message>
        <source>Fireworks&apos; overview of managed fine-tuning</source>
        <translation>Fireworksのマネージドファインチューニングの概要</translation>
    </message>
    <message>
        <source>Fireworks&apos; page on supervised fine-tuning</source>
        <translation>Fireworksの教師ありファインチューニングのページ</translation>
    </message>
    <message>
        <source>Fireworks&apos; page on supervised fine-tuning: a system message must be the first</source>
        <translation>Fireworksの教師ありファインチューニングのページ：システムメッセージは先頭でなければならない</translation>
    </message>
    <message>
        <source>Fireworks&apos; table of supported base models</source>
        <translation>Fireworksの対応ベースモデルの表</translation>
    </message>
    <message>
        <source>Microsoft&apos;s article on fine-tuning by REST, 2025</source>
        <translation>MicrosoftのRESTによるファインチューニングの記事（2025年）</translation>
    </message>
    <message>
        <source>Microsoft&apos;s article on fine-tuning costs; its figures are examples</source>
        <translation>Microsoftのファインチューニング費用の記事（金額は例）</translation>
    </message>
    <message>
        <source>Microsoft&apos;s fine-tuning articles for Foundry, October 2026</source>
        <translation>MicrosoftのFoundryのファインチューニングの記事（2026年10月）</translation>
    </message>
    <message>
        <source>Microsoft&apos;s schedule of model retirements, July 2026</source>
        <translation>Microsoftのモデル提供終了の予定表（2026年7月）</translation>
    </message>
    <message>
        <source>Microsoft&apos;s schedule of model retirements, July 2026 (not before this day)</source>
        <translation>Microsoftのモデル提供終了の予定表（2026年7月、この日より前にはならない）</translation>
    </message>
    <message>
        <source>Microsoft&apos;s table for the same model at Azure</source>
        <translation>Microsoftの表にあるAzureの同じモデルの値</translation>
    </message>
    <message>
        <source>Microsoft&apos;s table of models for fine-tuning, 2025</source>
        <translation>Microsoftのファインチューニング対応モデルの表（2025年）</translation>
    </message>
    <message>
        <source>Microsoft&apos;s table of models for fine-tuning, 2026</source>
        <translation>Microsoftのファインチューニング対応モデルの表（2026年）</translation>
    </message>
    <message>
        <source>Mistral</source>
        <translation>Mistral</translation>
    </message>
    <message>
        <source>Mistral&apos;s fine-tuning documentation (marked deprecated), 2026</source>
        <translation>Mistralのファインチューニングの文書（非推奨の表示あり、2026年）</translation>
    </message>
    <message>
        <source>Mistral&apos;s page on known limitations</source>
        <translation>Mistralの既知の制限のページ</translation>
    </message>
    <message>
        <source>Mistral&apos;s page on known limitations: 512 MB</source>
        <translation>Mistralの既知の制限のページ：512 MB</translation>
    </message>
    <message>
        <source>Mistral&apos;s page on text and vision fine-tuning</source>
        <translation>Mistralのテキストと画像のファインチューニングのページ</translation>
    </message>
    <message>
        <source>Nebius</source>
        <translation>Nebius</translation>
    </message>
    <message>
        <source>Nebius Token Factory&apos;s examples of datasets</source>
        <translation>Nebius Token Factoryのデータセットの例</translation>
    </message>
    <message>
        <source>Nebius Token Factory&apos;s page on datasets</source>
        <translation>Nebius Token Factoryのデータセットのページ</translation>
    </message>
    <message>
        <source>Nebius Token Factory&apos;s page on datasets; its versions say 5 GB and 50 GB</source>
        <translation>Nebius Token Factoryのデータセットのページ（版により5 GBまたは50 GB）</translation>
    </message>
    <message>
        <source>Nebius Token Factory&apos;s post-training documentation, 2026</source>
        <translation>Nebius Token Factoryのポストトレーニングの文書（2026年）</translation>
    </message>
    <message>
        <source>Nebius Token Factory&apos;s reference of the job request</source>
        <translation>Nebius Token Factoryのジョブ要求のリファレンス</translation>
    </message>
    <message>
        <source>Nebius Token Factory&apos;s reference of the job request, context_length</source>
        <translation>Nebius Token Factoryのジョブ要求のリファレンス、context_length</translation>
    </message>
    <message>
        <source>OpenAI</source>
        <translation>OpenAI</translation>
    </message>
    <message>
        <source>OpenAI&apos;s API specification of 2026-08-21, Files</source>
        <translation>OpenAIのAPI仕様（2026-08-21）、Files</translation>
    </message>
    <message>
        <source>OpenAI&apos;s API specification of 2026-08-21, Uploads</source>
        <translation>OpenAIのAPI仕様（2026-08-21）、Uploads</translation>
    </message>
    <message>
        <source>OpenAI&apos;s API specification of 2026-08-21, without limits that are OpenAI&apos;s own</source>
        <translation>OpenAIのAPI仕様（2026-08-21）、OpenAI独自の制限を除く</translation>
    </message>
    <message>
        <source>OpenAI&apos;s deprecations page, October 2026</source>
        <translation>OpenAIの提供終了のページ（2026年10月）</translation>
    </message>
    <message>
        <source>OpenAI&apos;s fine-tuning guides and API specification of 2026-08-21</source>
        <translation>OpenAIのファインチューニングのガイドとAPI仕様（2026-08-21）</translation>
    </message>
    <message>
        <source>OpenAI&apos;s pricing page of November 2025</source>
        <translation>OpenAIの料金ページ（2025年11月）</translation>
    </message>
    <message>
        <source>OpenAI&apos;s supervised fine-tuning guide</source>
        <translation>OpenAIの教師ありファインチューニングのガイド</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI互換サーバー</translation>
    </message>
    <message>
        <source>Prices of Nebius as others report them</source>
        <translation>第三者が伝えるNebiusの料金</translation>
    </message>
    <message>
        <source>The error that Nebius answers, as users reported it</source>
        <translation>利用者が報告したNebiusのエラー</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Together</translation>
    </message>
    <message>
        <source>Together&apos;s Python package 3.1.1</source>
        <translation>TogetherのPythonパッケージ3.1.1</translation>
    </message>
    <message>
        <source>Together&apos;s Python package 3.1.1; its documentation says 100 GB</source>
        <translation>TogetherのPythonパッケージ3.1.1（文書では100 GB）</translation>
    </message>
    <message>
        <source>Together&apos;s examples of conversations and of function calling</source>
        <translation>Togetherの会話と関数呼び出しの例</translation>
    </message>
    <message>
        <source>Together&apos;s fine-tuning documentation, 2026</source>
        <translation>Togetherのファインチューニングの文書（2026年）</translation>
    </message>
    <message>
        <source>Together&apos;s page on data preparation</source>
        <translation>Togetherのデータ準備のページ</translation>
    </message>
    <message>
        <source>Together&apos;s page on data preparation: system or user first, then user and assistant in turn</source>
        <translation>Togetherのデータ準備のページ：最初はsystemかuser、続いてuserとassistantが交互</translation>
    </message>
    <message>
        <source>Together&apos;s reference of the price estimate</source>
        <translation>Togetherの料金見積もりのリファレンス</translation>
    </message>
    <message>
        <source>Together&apos;s table of supported models</source>
        <translation>Togetherの対応モデルの表</translation>
    </message>
    <message>
        <source>ftdesk&apos;s own engine</source>
        <translation>ftdesk内蔵のエンジン</translation>
    </message>
</context>
<context>
    <name>DataFile</name>
    <message>
        <source>The data file {name} cannot be used: {cause}.</source>
        <translation>データファイル「{name}」を使用できません：{cause}</translation>
    </message>
</context>
<context>
    <name>DatasetFile</name>
    <message>
        <source>Another program changed “{name}” while it was open here. Open it again to see its new content.</source>
        <translation>「{name}」を開いている間に、ほかのプログラムが変更しました。新しい内容を見るには開き直してください。</translation>
    </message>
    <message>
        <source>The folder of “{name}” cannot be shown.</source>
        <translation>「{name}」のあるフォルダーを表示できません。</translation>
    </message>
    <message>
        <source>There is already a file “{name}”. Nothing was written.</source>
        <translation>「{name}」というファイルがすでにあります。何も書き込んでいません。</translation>
    </message>
    <message>
        <source>There is no file “{name}”. It may have been moved or renamed.</source>
        <translation>ファイル「{name}」がありません。移動されたか、名前が変更された可能性があります。</translation>
    </message>
    <message>
        <source>Unsaved changes of an earlier session are damaged in “{name}”.</source>
        <translation>以前の作業で保存されなかった変更が壊れています（「{name}」）。</translation>
    </message>
    <message>
        <source>Your unsaved changes cannot be kept safe on the disk: {cause}. They are still in this window.</source>
        <translation>未保存の変更をディスクに控えておけません：{cause}。変更はこのウィンドウに残っています。</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF文書</translation>
    </message>
    <message>
        <source>a binary table</source>
        <translation>バイナリ形式の表</translation>
    </message>
    <message>
        <source>a compressed file (unpack it first)</source>
        <translation>圧縮ファイル（先に展開してください）</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>データベース</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>a picture, sound or video</source>
        <translation>画像・音声・動画</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>a zip archive or an office document</source>
        <translation>ZIPアーカイブまたはオフィス文書</translation>
    </message>
    <message>
        <source>an Excel workbook (save the sheet as CSV in UTF-8 and open that)</source>
        <translation>Excelブック（シートをUTF-8のCSVで保存し、それを開いてください）</translation>
    </message>
    <message>
        <source>an office document (save a table as CSV)</source>
        <translation>オフィス文書（表はCSVで保存してください）</translation>
    </message>
    <message>
        <source>another program changed it since it was opened. Save under another name to keep both</source>
        <translation>開いた後に、ほかのプログラムが変更しました。両方を残すには別の名前で保存してください</translation>
    </message>
    <message>
        <source>another program holds the file. Close it there and save again</source>
        <translation>ほかのプログラムがファイルを使用しています。そちらで閉じてから保存し直してください</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>バイナリデータ</translation>
    </message>
    <message>
        <source>text in UTF-16 or UTF-32 (save it as UTF-8)</source>
        <translation>UTF-16またはUTF-32のテキスト（UTF-8で保存してください）</translation>
    </message>
    <message>
        <source>that is a device or a connection, not a file. Save under another name</source>
        <translation>ファイルではなく、デバイスまたは接続です。別の名前で保存してください</translation>
    </message>
    <message>
        <source>the disk is full. Free some space or save to another disk</source>
        <translation>ディスクがいっぱいです。空きを増やすか、別のディスクに保存してください</translation>
    </message>
    <message>
        <source>the disk reported a failure. Save to another disk</source>
        <translation>ディスクで障害が発生しました。別のディスクに保存してください</translation>
    </message>
    <message>
        <source>the file is larger than this disk takes. Save to another disk</source>
        <translation>このディスクが扱える大きさを超えています。別のディスクに保存してください</translation>
    </message>
    <message>
        <source>the file or its disk is read-only. Save under another name</source>
        <translation>ファイルまたはディスクが読み取り専用です。別の名前で保存してください</translation>
    </message>
    <message>
        <source>the folder is not there any more. Save to another folder</source>
        <translation>フォルダーがなくなっています。別のフォルダーに保存してください</translation>
    </message>
    <message>
        <source>the name is too long for this disk. Choose a shorter one</source>
        <translation>ファイル名がこのディスクには長すぎます。短い名前にしてください</translation>
    </message>
    <message>
        <source>the same file has other names too (hard links), which would keep the old content. Save under another name, or separate this name from the others</source>
        <translation>同じファイルにほかの名前（ハードリンク）もあり、そちらには古い内容が残ります。別の名前で保存するか、この名前をほかから切り離してください</translation>
    </message>
    <message>
        <source>what was written could not be read back as it should be. Save to another disk</source>
        <translation>書き込んだ内容を正しく読み戻せませんでした。別のディスクに保存してください</translation>
    </message>
    <message>
        <source>you may not write there. Save to another folder</source>
        <translation>書き込む権限がありません。別のフォルダーに保存してください</translation>
    </message>
    <message>
        <source>your share of this disk is used up. Free some space or save to another disk</source>
        <translation>このディスクの割り当てを使い切りました。空きを増やすか、別のディスクに保存してください</translation>
    </message>
    <message>
        <source>“{name}” cannot be read: {cause}.</source>
        <translation>「{name}」を読み込めません：{cause}</translation>
    </message>
    <message>
        <source>“{name}” is a folder. Open one of the files in it.</source>
        <translation>「{name}」はフォルダーです。中のファイルを開いてください。</translation>
    </message>
    <message>
        <source>“{name}” is not a text file but {kind}. A dataset is a JSONL text file in UTF-8.</source>
        <translation>「{name}」はテキストファイルではなく、{kind}です。データセットはUTF-8のJSONLテキストファイルです。</translation>
    </message>
    <message>
        <source>“{name}” is the open file, or named twice. Choose another name; nothing was written.</source>
        <translation>「{name}」は開いているファイルか、2回指定されています。別の名前を選んでください。何も書き込んでいません。</translation>
    </message>
    <message>
        <source>“{name}” was changed after it was checked. Nothing was sent: start again, and it is checked anew.</source>
        <translation>「{name}」は確認した後に変更されました。何も送信していません。もう一度開始すると、確認し直します。</translation>
    </message>
    <message>
        <source>“{name}” was not saved: the new file takes up to {needed}, and {free} are free on the disk. Free some space or save to another disk.</source>
        <translation>「{name}」を保存できませんでした。新しいファイルには最大{needed}が必要ですが、ディスクの空きは{free}です。空きを増やすか、別のディスクに保存してください。</translation>
    </message>
    <message>
        <source>“{name}” was not saved: the system answered “{cause}”. Try again, or save to another folder.</source>
        <translation>「{name}」を保存できませんでした。システムの応答：「{cause}」。もう一度試すか、別のフォルダーに保存してください。</translation>
    </message>
    <message>
        <source>“{name}” was not saved: {advice}.</source>
        <translation>「{name}」を保存できませんでした。{advice}。</translation>
    </message>
    <message>
        <source>“{name}” was saved, but its access rights are not all as they were ({lost}). Look who may read and write it now.</source>
        <translation>「{name}」を保存しましたが、アクセス権の一部が元と異なります（{lost}）。読み書きできる人を確認してください。</translation>
    </message>
    <message>
        <source>“{name}” was saved, but the disk did not confirm it ({cause}): a power cut could bring the old version back. Save a copy on another disk to be sure.</source>
        <translation>「{name}」を保存しましたが、ディスクが確認を返しませんでした（{cause}）。停電が起きると古い内容に戻るおそれがあります。念のため別のディスクにコピーを保存してください。</translation>
    </message>
</context>
<context>
    <name>DatasetQuestions</name>
    <message>
        <source>A file with more names than one</source>
        <translation>複数の名前を持つファイル</translation>
    </message>
    <message>
        <source>Another program changed {name} since it was opened here.</source>
        <translation>「{name}」を開いた後に、ほかのプログラムが変更しました。</translation>
    </message>
    <message>
        <source>Changed by another program</source>
        <translation>ほかのプログラムによる変更</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Import {name} as JSON Lines?</source>
        <translation>「{name}」をJSON Linesとして取り込みますか？</translation>
    </message>
    <message>
        <source>It is: {nature}. Here one line of UTF-8 is one example. The examples go into a new file, each in its own spelling; the original stays as it is.</source>
        <translation>このファイルは{nature}です。ftdeskではUTF-8の1行が1つの例になります。例は元の表記のまま新しいファイルに入り、元のファイルは変わりません。</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>自分の編集を残す</translation>
    </message>
    <message>
        <source>Keep mine writes over its changes. Reload gives up the edits made here.</source>
        <translation>「自分の編集を残す」は相手の変更に上書きします。「再読み込み」はここでの編集を破棄します。</translation>
    </message>
    <message>
        <source>Lines that were not edited here are gone with it. Reload reads the new version.</source>
        <translation>ここで編集していない行は失われています。「再読み込み」は新しい内容を読み込みます。</translation>
    </message>
    <message>
        <source>Open as it is</source>
        <translation>そのまま開く</translation>
    </message>
    <message>
        <source>Read {name} again?</source>
        <translation>「{name}」を読み込み直しますか？</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>保存時の状態に戻す</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and separate</source>
        <translation>保存して切り離す</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Save the edits in {name}?</source>
        <translation>「{name}」の編集を保存しますか？</translation>
    </message>
    <message>
        <source>Saving separates it from them: they keep the old content, and what is changed here reaches them no more.</source>
        <translation>保存するとほかの名前から切り離されます。ほかの名前には古い内容が残り、ここでの変更は反映されなくなります。</translation>
    </message>
    <message>
        <source>Take back all unsaved edits in {name}?</source>
        <translation>「{name}」の未保存の編集をすべて取り消しますか？</translation>
    </message>
    <message>
        <source>The edits made here, and what can be undone, are given up.</source>
        <translation>ここでの編集と取り消しの履歴は失われます。</translation>
    </message>
    <message>
        <source>The rows will be those of the saved file. Undo brings the edits back.</source>
        <translation>行は保存済みのファイルの内容になります。「元に戻す」で編集を復活できます。</translation>
    </message>
    <message>
        <source>These files are there already:
{names}</source>
        <translation>次のファイルはすでにあります：
{names}</translation>
    </message>
    <message>
        <source>This file is there already:
{names}</source>
        <translation>次のファイルはすでにあります：
{names}</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>未保存の編集</translation>
    </message>
    <message>
        <source>What they hold now is lost if they are replaced.</source>
        <translation>置き換えると、今の内容は失われます。</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>保存しないと編集は失われます。</translation>
    </message>
    <message>
        <source>{name} has other names too (hard links).</source>
        <translation>「{name}」にはほかの名前（ハードリンク）もあります。</translation>
    </message>
</context>
<context>
    <name>DatasetTab</name>
    <message>
        <source>Add message</source>
        <translation>メッセージを追加</translation>
    </message>
    <message>
        <source>All statistics…</source>
        <translation>すべての統計…</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>ファイルを閉じる</translation>
    </message>
    <message>
        <source>Compare with a validation file…</source>
        <translation>検証ファイルと比較…</translation>
    </message>
    <message>
        <source>Convert examples…</source>
        <translation>例を変換…</translation>
    </message>
    <message>
        <source>Delete example</source>
        <translation>例を削除</translation>
    </message>
    <message>
        <source>Delete message</source>
        <translation>メッセージを削除</translation>
    </message>
    <message>
        <source>Duplicate example</source>
        <translation>例を複製</translation>
    </message>
    <message>
        <source>Duplicate message</source>
        <translation>メッセージを複製</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出し…</translation>
    </message>
    <message>
        <source>Filter by conditions</source>
        <translation>条件で絞り込む</translation>
    </message>
    <message>
        <source>Filter examples</source>
        <translation>例を絞り込む</translation>
    </message>
    <message>
        <source>Find near duplicates…</source>
        <translation>よく似た例を探す…</translation>
    </message>
    <message>
        <source>Fine-tune with this file…</source>
        <translation>このファイルでファインチューニング…</translation>
    </message>
    <message>
        <source>Form, JSON or both</source>
        <translation>フォーム・JSON・両方の切り替え</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>行へ移動</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>行へ移動…</translation>
    </message>
    <message>
        <source>Line (1 to {count})</source>
        <translation>行番号（1～{count}）</translation>
    </message>
    <message>
        <source>Mark invisible characters</source>
        <translation>見えない文字に印を付ける</translation>
    </message>
    <message>
        <source>Move message down</source>
        <translation>メッセージを下へ移動</translation>
    </message>
    <message>
        <source>Move message up</source>
        <translation>メッセージを上へ移動</translation>
    </message>
    <message>
        <source>New example</source>
        <translation>新しい例</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新しいファイル</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>次の指摘</translation>
    </message>
    <message>
        <source>Open a sample in the Alpaca format</source>
        <translation>Alpaca形式のサンプルを開く</translation>
    </message>
    <message>
        <source>Open a sample in the ShareGPT format</source>
        <translation>ShareGPT形式のサンプルを開く</translation>
    </message>
    <message>
        <source>Open a sample table (CSV)</source>
        <translation>表のサンプルを開く（CSV）</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>ファイルを開く…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>サンプルを開く</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>前の指摘</translation>
    </message>
    <message>
        <source>Put the file in the order shown</source>
        <translation>表示順にファイルを並べ替え</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Replace in examples…</source>
        <translation>例の文字列を置換…</translation>
    </message>
    <message>
        <source>Reveal in folder</source>
        <translation>フォルダーで表示</translation>
    </message>
    <message>
        <source>Revert…</source>
        <translation>保存時の状態に戻す…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>コピーを保存…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Shorten system prompts…</source>
        <translation>システムプロンプトを短縮…</translation>
    </message>
    <message>
        <source>Show by findings, worst first</source>
        <translation>指摘の重い順に表示</translation>
    </message>
    <message>
        <source>Show by tokens, most first</source>
        <translation>トークンの多い順に表示</translation>
    </message>
    <message>
        <source>Show in the order of the file</source>
        <translation>ファイルの順に表示</translation>
    </message>
    <message>
        <source>Show or hide findings and cost</source>
        <translation>指摘と費用の表示・非表示</translation>
    </message>
    <message>
        <source>Split into training and validation…</source>
        <translation>学習用と検証用に分割…</translation>
    </message>
    <message>
        <source>System prompt of many examples…</source>
        <translation>複数の例のシステムプロンプト…</translation>
    </message>
    <message>
        <source>Trim blanks…</source>
        <translation>前後の空白を削除…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>バージョン…</translation>
    </message>
    <message>
        <source>Weights of many answers…</source>
        <translation>複数の回答の重み…</translation>
    </message>
    <message>
        <source>Where does this file fit?</source>
        <translation>このファイルを使えるモデル</translation>
    </message>
</context>
<context>
    <name>DiffPanes</name>
    <message>
        <source>After</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>次の部分</translation>
    </message>
    <message>
        <source>Part {number} of {count}</source>
        <translation>{count}部分中{number}番目</translation>
    </message>
    <message>
        <source>Previous part</source>
        <translation>前の部分</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>After</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>例</translation>
    </message>
    <message>
        <source>What</source>
        <translation>種類</translation>
    </message>
</context>
<context>
    <name>DifferencesView</name>
    <message>
        <source>Both say the same; this is how their JSON differs.</source>
        <translation>内容は同じです。JSONの表記だけが異なります。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>違い</translation>
    </message>
    <message>
        <source>Example {number}</source>
        <translation>例{number}</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>次の違い</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>後にはありません</translation>
    </message>
    <message>
        <source>Not there before</source>
        <translation>前にはありません</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>前の違い</translation>
    </message>
    <message>
        <source>The example is too long to be taken apart; this is its JSON.</source>
        <translation>例が長すぎて分解できないため、JSONをそのまま表示しています。</translation>
    </message>
    <message>
        <source>{count} characters around this are not shown.</source>
        <translation>この前後の{count}文字は表示していません。</translation>
    </message>
    <message>
        <source>{count} unchanged</source>
        <translation>変更なし{count}件</translation>
    </message>
    <message>
        <source>{number} of {count} differences</source>
        <translation>{count}件中{number}番目の違い</translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>Characters of the answers</source>
        <translation>回答の文字数</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Examples with findings</source>
        <translation>指摘のある例</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>指摘</translation>
    </message>
    <message>
        <source>Languages of the answers</source>
        <translation>回答の言語</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>ロール</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>ターン数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>値</translation>
    </message>
    <message>
        <source>median {median} · 95 % up to {p95} · largest {largest}</source>
        <translation>中央値{median}・95%が{p95}以下・最大{largest}</translation>
    </message>
    <message>
        <source>with errors</source>
        <translation>エラーあり</translation>
    </message>
    <message>
        <source>with notes</source>
        <translation>情報あり</translation>
    </message>
    <message>
        <source>with warnings</source>
        <translation>警告あり</translation>
    </message>
    <message>
        <source>{range}: 1 example ({share})</source>
        <translation>{range}：例1件（{share}）</translation>
    </message>
    <message>
        <source>{range}: {count} examples ({share})</source>
        <translation>{range}：例{count}件（{share}）</translation>
    </message>
</context>
<context>
    <name>DocumentFiles</name>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open a training file</source>
        <translation>学習ファイルを開く</translation>
    </message>
    <message>
        <source>Save the training file</source>
        <translation>学習ファイルを保存</translation>
    </message>
    <message>
        <source>Training files (*.jsonl *.json *.txt)</source>
        <translation>学習ファイル (*.jsonl *.json *.txt)</translation>
    </message>
    <message>
        <source>Training files and tables (*.jsonl *.json *.txt *.csv *.tsv *.gz)</source>
        <translation>学習ファイルと表 (*.jsonl *.json *.txt *.csv *.tsv *.gz)</translation>
    </message>
    <message>
        <source>the new file</source>
        <translation>新しいファイル</translation>
    </message>
</context>
<context>
    <name>DocumentImport</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>「{name}」を取り込んでいます</translation>
    </message>
    <message>
        <source>Places that could not be taken as they stand: {count}.</source>
        <translation>そのまま取り込めなかった箇所：{count}件</translation>
    </message>
    <message>
        <source>Save the imported examples</source>
        <translation>取り込んだ例を保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Training files (*.jsonl)</source>
        <translation>学習ファイル (*.jsonl)</translation>
    </message>
    <message>
        <source>a JSON object with a list of examples</source>
        <translation>例のリストを含むJSONオブジェクト</translation>
    </message>
    <message>
        <source>compressed with gzip</source>
        <translation>gzipで圧縮</translation>
    </message>
    <message>
        <source>examples over several lines each</source>
        <translation>複数行にわたる例</translation>
    </message>
    <message>
        <source>one JSON array of examples</source>
        <translation>1つのJSON配列にまとめた例</translation>
    </message>
    <message>
        <source>text in {encoding}</source>
        <translation>{encoding}のテキスト</translation>
    </message>
    <message>
        <source>{count} rows of {name} are in this new file. The original stays as it is.</source>
        <translation>「{name}」の{count}行をこの新しいファイルに取り込みました。元のファイルは変わりません。</translation>
    </message>
    <message>
        <source>{nature} ({count} in all)</source>
        <translation>{nature}（全{count}件）</translation>
    </message>
</context>
<context>
    <name>DocumentNotices</name>
    <message>
        <source>Another program wrote {name} since it was edited here. Unsaved edits of {count} examples no longer fit it; they are kept.</source>
        <translation>ここで編集した後に、ほかのプログラムが「{name}」を書き換えました。{count}件の例の未保存の編集はもう当てはまりませんが、残してあります。</translation>
    </message>
    <message>
        <source>Edits are not kept against a crash at the moment: {cause} Save soon.</source>
        <translation>現在、編集がクラッシュに備えて控えられていません：{cause} 早めに保存してください。</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新しいファイル</translation>
    </message>
    <message>
        <source>Open them as a new file</source>
        <translation>新しいファイルとして開く</translation>
    </message>
    <message>
        <source>Other files have unsaved edits from earlier: {count}.</source>
        <translation>以前の未保存の編集があるファイルがほかにもあります：{count}件</translation>
    </message>
    <message>
        <source>Unsaved edits of {time} are back, with everything that can be undone.</source>
        <translation>{time}の未保存の編集を、取り消しの履歴とともに復元しました。</translation>
    </message>
    <message>
        <source>What was kept of earlier unsaved edits cannot be read. It is now {name} in {folder}; nothing was deleted.</source>
        <translation>以前の未保存の編集の控えを読み込めません。{folder}に{name}という名前で残してあり、何も削除していません。</translation>
    </message>
</context>
<context>
    <name>DocumentOpening</name>
    <message>
        <source>Another window of ftdesk has this file open.</source>
        <translation>このファイルはftdeskの別のウィンドウで開かれています。</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>「{name}」を開いています</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>「{name}」を読み込んでいます</translation>
    </message>
</context>
<context>
    <name>DocumentSaving</name>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
</context>
<context>
    <name>DocumentSession</name>
    <message>
        <source>Checking {name}</source>
        <translation>「{name}」を確認しています</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新しいファイル</translation>
    </message>
</context>
<context>
    <name>DragHandle</name>
    <message>
        <source>Drag to move the message (Alt+Up, Alt+Down)</source>
        <translation>ドラッグしてメッセージを移動（Alt+↑、Alt+↓）</translation>
    </message>
</context>
<context>
    <name>DuplicatesDesk</name>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Compare with a validation file</source>
        <translation>検証ファイルと比較</translation>
    </message>
    <message>
        <source>Comparing with {name}…</source>
        <translation>「{name}」と比較しています…</translation>
    </message>
    <message>
        <source>Looking for near duplicates…</source>
        <translation>よく似た例を探しています…</translation>
    </message>
    <message>
        <source>No near duplicates were found in {name}.</source>
        <translation>「{name}」に、同じ例やほぼ同じ例はありません。</translation>
    </message>
    <message>
        <source>No near duplicates were found.</source>
        <translation>同じ例やほぼ同じ例はありません。</translation>
    </message>
    <message>
        <source>Training files (*.jsonl *.json)</source>
        <translation>学習ファイル (*.jsonl *.json)</translation>
    </message>
</context>
<context>
    <name>DuplicatesModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>類似度</translation>
    </message>
    <message>
        <source>Similar to</source>
        <translation>似た行</translation>
    </message>
</context>
<context>
    <name>DuplicatesWindow</name>
    <message>
        <source>Also in {name}</source>
        <translation>「{name}」にもある例</translation>
    </message>
    <message>
        <source>Delete all of them from this file ({count})</source>
        <translation>このファイルからすべて削除（{count}件）</translation>
    </message>
    <message>
        <source>Delete all the later ones ({count})</source>
        <translation>後の例をすべて削除（{count}件）</translation>
    </message>
    <message>
        <source>Delete example</source>
        <translation>例を削除</translation>
    </message>
    <message>
        <source>Delete this example</source>
        <translation>この例を削除</translation>
    </message>
    <message>
        <source>Delete {count} examples</source>
        <translation>例{count}件を削除</translation>
    </message>
    <message>
        <source>Examples with a near duplicate in {name}: {count}</source>
        <translation>「{name}」にもある例（ほぼ同じものを含む）：{count}件</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>{number}行目</translation>
    </message>
    <message>
        <source>Near duplicates</source>
        <translation>よく似た例</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>組</translation>
    </message>
    <message>
        <source>Pairs of near duplicates: {count}</source>
        <translation>同じ、またはほぼ同じ例の組：{count}組</translation>
    </message>
    <message>
        <source>Show in the table</source>
        <translation>表で表示</translation>
    </message>
    <message>
        <source>{name}, line {number}</source>
        <translation>「{name}」の{number}行目</translation>
    </message>
</context>
<context>
    <name>EditingRights</name>
    <message>
        <source>The file, or its folder, may not be written. Save asks for another name.</source>
        <translation>ファイルまたはフォルダーに書き込めません。保存するときは別の名前を尋ねます。</translation>
    </message>
</context>
<context>
    <name>EmptyJobs</name>
    <message>
        <source>A job trains a model on the examples of a file. Watch its loss fall here, then chat with the tuned model.</source>
        <translation>ジョブは、ファイルの例を使ってモデルを学習します。ここで損失が下がる様子を見て、終わったらチューニング済みモデルとチャットできます。</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>新しいジョブ</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>ジョブはまだありません</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Choose a model on the right and ask it something. Good answers, or answers you corrected, become examples of the open dataset with one click.</source>
        <translation>右側でモデルを選び、質問してみてください。良い回答や、手直しした回答は、ワンクリックで開いているデータセットの例になります。</translation>
    </message>
    <message>
        <source>Drop it to open it</source>
        <translation>ここにドロップして開く</translation>
    </message>
    <message>
        <source>How do I reserve a boat?</source>
        <translation>ボートの予約方法を教えてください。</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新しいファイル</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>ファイルを開く…</translation>
    </message>
    <message>
        <source>Open a training file</source>
        <translation>学習ファイルを開く</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>サンプルを開く</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>See what is wrong with which example, fix it, and save. Chat, prompt and completion, preference and reinforcement files are read, tables and other tools&apos; formats are converted; lines you do not touch keep every byte.</source>
        <translation>どの例のどこに問題があるかを確かめ、修正して保存できます。チャット、プロンプトと補完、選好、強化学習の各形式に対応し、表やほかのツールの形式は変換します。手を加えない行は1バイトも変わりません。</translation>
    </message>
    <message>
        <source>Talk to a model</source>
        <translation>モデルと対話</translation>
    </message>
    <message>
        <source>What can you help me with?</source>
        <translation>どんなことを手伝ってもらえますか。</translation>
    </message>
    <message>
        <source>or drop a JSONL file or a table here</source>
        <translation>またはJSONLファイルや表をここにドロップ</translation>
    </message>
</context>
<context>
    <name>Encoding</name>
    <message>
        <source>How preference examples are billed is not published.</source>
        <translation>選好の例の課金方法は公開されていません。</translation>
    </message>
    <message>
        <source>How training counts the definitions of tools is not published; they count as in requests.</source>
        <translation>学習時のツール定義の数え方は公開されていないため、要求のときと同じに数えています。</translation>
    </message>
    <message>
        <source>How training counts tool calls is not published.</source>
        <translation>学習時のツール呼び出しの数え方は公開されていません。</translation>
    </message>
    <message>
        <source>Over 200,000 spaces in a row are counted in parts.</source>
        <translation>20万個を超えて続く空白は、分割して数えています。</translation>
    </message>
    <message>
        <source>Pictures in high detail count as 1024 × 1024.</source>
        <translation>高精細の画像は1024 × 1024として数えています。</translation>
    </message>
    <message>
        <source>The vocabulary of this model is not known; counts are near, not exact.</source>
        <translation>このモデルの語彙が不明なため、トークン数は正確な値ではなく目安です。</translation>
    </message>
    <message>
        <source>Tokens cannot be counted: the vocabulary {encoding} {trouble}.</source>
        <translation>トークンを数えられません。語彙{encoding}{trouble}。</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>を読み込めません</translation>
    </message>
    <message>
        <source>is damaged; install ftdesk again</source>
        <translation>が壊れています。ftdeskをインストールし直してください</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>は不明です</translation>
    </message>
</context>
<context>
    <name>ExampleDesk</name>
    <message>
        <source>Edit JSON</source>
        <translation>JSONを編集</translation>
    </message>
    <message>
        <source>Example {line}</source>
        <translation>例 {line}</translation>
    </message>
    <message>
        <source>{tokens} tokens, {trained} trained on</source>
        <translation>{tokens}トークン、うち学習対象{trained}</translation>
    </message>
</context>
<context>
    <name>ExampleForm</name>
    <message>
        <source>Edit {field}</source>
        <translation>{field}を編集</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Non-preferred output</source>
        <translation>好ましくない出力</translation>
    </message>
    <message>
        <source>Preferred output</source>
        <translation>好ましい出力</translation>
    </message>
    <message>
        <source>Read by the grader</source>
        <translation>グレーダーが読む項目</translation>
    </message>
    <message>
        <source>Remove {field}</source>
        <translation>{field}を削除</translation>
    </message>
</context>
<context>
    <name>ExampleModel</name>
    <message>
        <source>Line {line}, {severity}, {preview}</source>
        <translation>{line}行目、{severity}、{preview}</translation>
    </message>
    <message>
        <source>can no longer be read</source>
        <translation>読み込めなくなりました</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>指摘なし</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未読み込み</translation>
    </message>
</context>
<context>
    <name>ExamplePane</name>
    <message>
        <source>Both</source>
        <translation>両方</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>フォーム</translation>
    </message>
    <message>
        <source>How to show the example</source>
        <translation>例の表示方法</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>No example is shown. Choose one on the left, or add a new one.</source>
        <translation>表示している例はありません。左側で例を選ぶか、新しい例を追加してください。</translation>
    </message>
    <message>
        <source>This example can no longer be read.</source>
        <translation>この例は読み込めなくなりました。</translation>
    </message>
    <message>
        <source>This example is still being read.</source>
        <translation>この例はまだ読み込み中です。</translation>
    </message>
    <message>
        <source>This line has {size} MB. Its beginning is shown; it is kept as it is.</source>
        <translation>この行は{size}MBあります。先頭だけを表示しています。内容はそのまま残ります。</translation>
    </message>
</context>
<context>
    <name>ExampleTable</name>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
</context>
<context>
    <name>ExportConversion</name>
    <message>
        <source>Converting examples…</source>
        <translation>例を変換しています…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>中止しました。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>A new file for another program. In its own format every row keeps its spelling.</source>
        <translation>ほかのプログラム用の新しいファイルです。元の形式のままなら、どの行の表記も変わりません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Converting examples…</source>
        <translation>例を変換しています…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Looking for rows that are no JSON…</source>
        <translation>JSONではない行を探しています…</translation>
    </message>
    <message>
        <source>Rows that are no JSON and will be left out: {count}. Lines: {lines}</source>
        <translation>JSONではないため除かれる行：{count}件。行番号：{lines}</translation>
    </message>
    <message>
        <source>What is not carried over</source>
        <translation>引き継がれない内容</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>All ({count})</source>
        <translation>すべて（{count}件）</translation>
    </message>
    <message>
        <source>Begin with a byte order mark</source>
        <translation>先頭にバイト順マークを付ける</translation>
    </message>
    <message>
        <source>CR LF (Windows)</source>
        <translation>CR LF（Windows）</translation>
    </message>
    <message>
        <source>Example format</source>
        <translation>データ形式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>File layout</source>
        <translation>ファイルの構成</translation>
    </message>
    <message>
        <source>JSON Lines: one example a line</source>
        <translation>JSON Lines：1行に1例</translation>
    </message>
    <message>
        <source>LF (Linux, macOS)</source>
        <translation>LF（Linux、macOS）</translation>
    </message>
    <message>
        <source>Letters beyond ASCII as escapes (\u00e9)</source>
        <translation>ASCII以外の文字をエスケープする（\u00e9）</translation>
    </message>
    <message>
        <source>Line ends</source>
        <translation>改行コード</translation>
    </message>
    <message>
        <source>One JSON array</source>
        <translation>1つのJSON配列</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Selected ({count})</source>
        <translation>選択中（{count}件）</translation>
    </message>
    <message>
        <source>Shown by the filter ({count})</source>
        <translation>絞り込みの結果（{count}件）</translation>
    </message>
</context>
<context>
    <name>FailureBox</name>
    <message>
        <source>A problem</source>
        <translation>問題の内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>詳細を隠す</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>詳細を表示</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Being checked: {name}</source>
        <translation>確認中：{name}</translation>
    </message>
    <message>
        <source>Checking: {percent} %</source>
        <translation>確認中：{percent}%</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>確認中…</translation>
    </message>
    <message>
        <source>Choose a training file.</source>
        <translation>学習ファイルを選んでください。</translation>
    </message>
    <message>
        <source>Choose another file: {name}</source>
        <translation>別のファイルを選んでください：{name}</translation>
    </message>
    <message>
        <source>Choose: {title}</source>
        <translation>{title}を選択</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Errors: {count}</source>
        <translation>エラー{count}件</translation>
    </message>
    <message>
        <source>Errors: {count}. Line {line}: {sentence}</source>
        <translation>エラー{count}件。{line}行目：{sentence}</translation>
    </message>
    <message>
        <source>Examples: {count}</source>
        <translation>例{count}件</translation>
    </message>
    <message>
        <source>Fix the errors first: {name}</source>
        <translation>先にエラーを修正してください：{name}</translation>
    </message>
    <message>
        <source>Look at the errors</source>
        <translation>エラーを見る</translation>
    </message>
    <message>
        <source>No examples in {name}</source>
        <translation>「{name}」に例がありません</translation>
    </message>
    <message>
        <source>Nothing to fix</source>
        <translation>修正箇所なし</translation>
    </message>
    <message>
        <source>Tokens: {count}</source>
        <translation>{count}トークン</translation>
    </message>
    <message>
        <source>Training files (*.jsonl *.json)</source>
        <translation>学習ファイル (*.jsonl *.json)</translation>
    </message>
    <message>
        <source>Warnings: {count}</source>
        <translation>警告{count}件</translation>
    </message>
</context>
<context>
    <name>FileNotices</name>
    <message>
        <source>Another program added to “{name}”. You still see the version that was opened here.</source>
        <translation>ほかのプログラムが「{name}」に追記しました。表示しているのは、ここで開いたときの内容です。</translation>
    </message>
    <message>
        <source>Another program wrote a new “{name}”. You still see the version that was opened here.</source>
        <translation>ほかのプログラムが新しい「{name}」を書き込みました。表示しているのは、ここで開いたときの内容です。</translation>
    </message>
    <message>
        <source>Another program wrote over this file.</source>
        <translation>ほかのプログラムがこのファイルを上書きしました。</translation>
    </message>
    <message>
        <source>Another program wrote over “{name}”. Examples that were not edited here can no longer be read: reload to see the new ones.</source>
        <translation>ほかのプログラムが「{name}」を上書きしました。ここで編集していない例はもう読み込めません。新しい内容を見るには再読み込みしてください。</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>ファイルを閉じる</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>自分の編集を残す</translation>
    </message>
    <message>
        <source>Open edited examples</source>
        <translation>編集した例を開く</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Waiting for the drive that holds “{name}”. Examples that were not read yet appear when it answers.</source>
        <translation>「{name}」のあるドライブの応答を待っています。まだ読み込んでいない例は、応答があると表示されます。</translation>
    </message>
    <message>
        <source>Your edited examples are kept; they can be opened as a new file.</source>
        <translation>編集した例は残っており、新しいファイルとして開けます。</translation>
    </message>
    <message>
        <source>“{name}” cannot be reached, nor can its drive. Examples that were not edited here can be read again when it is back; your edits are kept.</source>
        <translation>「{name}」にもそのドライブにもアクセスできません。ここで編集していない例は、ドライブが戻れば読み込めます。編集した内容は残っています。</translation>
    </message>
    <message>
        <source>“{name}” was deleted or moved away. Everything is still here; saving writes it anew.</source>
        <translation>「{name}」は削除または移動されました。内容はすべてここに残っており、保存すると新しく書き込まれます。</translation>
    </message>
</context>
<context>
    <name>FileOutputs</name>
    <message>
        <source>A copy is saved as {name}. The open file is still the one before.</source>
        <translation>コピーを「{name}」に保存しました。開いているファイルは元のままです。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Exported to {name}.</source>
        <translation>「{name}」に書き出しました。</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>書き出しています…</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>コピーを開く</translation>
    </message>
    <message>
        <source>Open training file</source>
        <translation>学習ファイルを開く</translation>
    </message>
    <message>
        <source>Open validation file</source>
        <translation>検証ファイルを開く</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>コピーを保存</translation>
    </message>
    <message>
        <source>Saving a copy…</source>
        <translation>コピーを保存しています…</translation>
    </message>
    <message>
        <source>Split into {training} and {validation}.</source>
        <translation>「{training}」と「{validation}」に分割しました。</translation>
    </message>
    <message>
        <source>Splitting…</source>
        <translation>分割しています…</translation>
    </message>
    <message>
        <source>Training files (*.jsonl *.json *.txt)</source>
        <translation>学習ファイル (*.jsonl *.json *.txt)</translation>
    </message>
</context>
<context>
    <name>FileSteps</name>
    <message>
        <source>Revert to the saved file</source>
        <translation>保存済みのファイルに戻す</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>1 file, {size}.</source>
        <translation>ファイル1件、{size}。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Delete file</source>
        <translation>ファイルを削除</translation>
    </message>
    <message>
        <source>Delete file…</source>
        <translation>ファイルを削除…</translation>
    </message>
    <message>
        <source>Delete “{name}” from the server?</source>
        <translation>「{name}」をサーバーから削除しますか？</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Jobs that still need it will fail. The file on this machine stays.</source>
        <translation>このファイルを必要とするジョブは失敗します。このコンピューターのファイルは残ります。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>No file was uploaded yet.</source>
        <translation>アップロードしたファイルはまだありません。</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>一覧を読み込み中…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>送信日時</translation>
    </message>
    <message>
        <source>Uploaded files</source>
        <translation>アップロード済みファイル</translation>
    </message>
    <message>
        <source>{count} files, {size} in all.</source>
        <translation>ファイル{count}件、合計{size}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>1 example</source>
        <translation>例1件</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>大文字と小文字を区別</translation>
    </message>
    <message>
        <source>More conditions</source>
        <translation>その他の条件</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正規表現</translation>
    </message>
    <message>
        <source>Show only examples with errors</source>
        <translation>エラーのある例だけを表示</translation>
    </message>
    <message>
        <source>Show only examples with notes</source>
        <translation>情報のある例だけを表示</translation>
    </message>
    <message>
        <source>Show only examples with warnings</source>
        <translation>警告のある例だけを表示</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>検索を中止</translation>
    </message>
    <message>
        <source>answers in {language}</source>
        <translation>回答の言語：{language}</translation>
    </message>
    <message>
        <source>answers of at least {least} characters</source>
        <translation>回答{least}文字以上</translation>
    </message>
    <message>
        <source>answers of at most {most} characters</source>
        <translation>回答{most}文字以下</translation>
    </message>
    <message>
        <source>answers of {least} to {most} characters</source>
        <translation>回答{least}～{most}文字</translation>
    </message>
    <message>
        <source>answers of {most} characters</source>
        <translation>回答{most}文字</translation>
    </message>
    <message>
        <source>at least {least} tokens</source>
        <translation>{least}トークン以上</translation>
    </message>
    <message>
        <source>at least {least} turns</source>
        <translation>{least}ターン以上</translation>
    </message>
    <message>
        <source>at most {most} tokens</source>
        <translation>{most}トークン以下</translation>
    </message>
    <message>
        <source>at most {most} turns</source>
        <translation>{most}ターン以下</translation>
    </message>
    <message>
        <source>by findings</source>
        <translation>指摘順</translation>
    </message>
    <message>
        <source>by tokens</source>
        <translation>トークン順</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>編集済み</translation>
    </message>
    <message>
        <source>in all texts</source>
        <translation>すべてのテキスト内</translation>
    </message>
    <message>
        <source>in assistant messages</source>
        <translation>assistantメッセージ内</translation>
    </message>
    <message>
        <source>in system messages</source>
        <translation>systemメッセージ内</translation>
    </message>
    <message>
        <source>in the whole line</source>
        <translation>行全体</translation>
    </message>
    <message>
        <source>in tool messages</source>
        <translation>toolメッセージ内</translation>
    </message>
    <message>
        <source>in user messages</source>
        <translation>userメッセージ内</translation>
    </message>
    <message>
        <source>last line first</source>
        <translation>行番号の逆順</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>whole words</source>
        <translation>単語単位</translation>
    </message>
    <message>
        <source>with images</source>
        <translation>画像あり</translation>
    </message>
    <message>
        <source>with tools</source>
        <translation>ツールあり</translation>
    </message>
    <message>
        <source>with weights</source>
        <translation>重みあり</translation>
    </message>
    <message>
        <source>with {roles} message</source>
        <translation>{roles}メッセージあり</translation>
    </message>
    <message>
        <source>{count} examples</source>
        <translation>例{count}件</translation>
    </message>
    <message>
        <source>{least} to {most} tokens</source>
        <translation>{least}～{most}トークン</translation>
    </message>
    <message>
        <source>{least} to {most} turns</source>
        <translation>{least}～{most}ターン</translation>
    </message>
    <message>
        <source>{most} tokens</source>
        <translation>{most}トークン</translation>
    </message>
    <message>
        <source>{most} turns</source>
        <translation>{most}ターン</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{count}件中{shown}件</translation>
    </message>
</context>
<context>
    <name>FilterBounds</name>
    <message>
        <source>Answer length</source>
        <translation>回答の文字数</translation>
    </message>
    <message>
        <source>Fewest characters of the answers</source>
        <translation>回答の文字数の下限</translation>
    </message>
    <message>
        <source>Fewest turns</source>
        <translation>ターン数の下限</translation>
    </message>
    <message>
        <source>Least tokens</source>
        <translation>トークン数の下限</translation>
    </message>
    <message>
        <source>Most characters of the answers</source>
        <translation>回答の文字数の上限</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>トークン数の上限</translation>
    </message>
    <message>
        <source>Most turns</source>
        <translation>ターン数の上限</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>ターン数</translation>
    </message>
    <message>
        <source>to</source>
        <translation>～</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Remove: {condition}</source>
        <translation>解除：{condition}</translation>
    </message>
</context>
<context>
    <name>FilterEdit</name>
    <message>
        <source>Filter examples</source>
        <translation>例を絞り込む</translation>
    </message>
</context>
<context>
    <name>FilterPopup</name>
    <message>
        <source>Edited since the file was opened or saved</source>
        <translation>開いた後または保存後に編集した例</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>指摘</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Languages of the answers</source>
        <translation>回答の言語</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>長さ</translation>
    </message>
    <message>
        <source>Look for the text</source>
        <translation>テキストの検索場所</translation>
    </message>
    <message>
        <source>No findings yet.</source>
        <translation>指摘はまだありません。</translation>
    </message>
    <message>
        <source>Remove all conditions</source>
        <translation>すべての条件を解除</translation>
    </message>
    <message>
        <source>Repeats of an earlier example</source>
        <translation>前の例の重複</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>単語単位</translation>
    </message>
    <message>
        <source>With a message of</source>
        <translation>含まれるメッセージ</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>A content part of type {type} is not known.</source>
        <translation>内容パートの種類を認識できません：{type}</translation>
    </message>
    <message>
        <source>A message has no key “{key}”.</source>
        <translation>メッセージに「{key}」というキーは使えません。</translation>
    </message>
    <message>
        <source>A message must be an object, but this one is {found}.</source>
        <translation>メッセージはオブジェクトでなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>All completions start with the same text: “{prefix}”.</source>
        <translation>すべての補完が同じ文字列で始まっています：「{prefix}」</translation>
    </message>
    <message>
        <source>All prompts start with the same text: “{prefix}”.</source>
        <translation>すべてのプロンプトが同じ文字列で始まっています：「{prefix}」</translation>
    </message>
    <message>
        <source>An assistant message cannot hold an image.</source>
        <translation>アシスタントのメッセージには画像を入れられません。</translation>
    </message>
    <message>
        <source>An image needs an http, https or data address, but has {found}.</source>
        <translation>画像にはhttp、https、dataのいずれかのアドレスが必要です（現在：{found}）。</translation>
    </message>
    <message>
        <source>Content must be text or a list of content parts, but this is {found}.</source>
        <translation>内容はテキストまたは内容パートの配列でなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>Every assistant message has weight 0, so there is nothing to learn.</source>
        <translation>アシスタントのメッセージの重みがすべて0のため、学習するものがありません。</translation>
    </message>
    <message>
        <source>Half of a surrogate pair, {escape}, at column {column} is not a character.</source>
        <translation>{column}文字目の{escape}はサロゲートペアの片方だけで、文字になりません。</translation>
    </message>
    <message>
        <source>Near duplicate of line {other_line} of the validation file: {percent} % similar.</source>
        <translation>検証ファイルの{other_line}行目と同じか、ほぼ同じです（類似度{percent}%）。</translation>
    </message>
    <message>
        <source>Near duplicate of the example on line {line}: {percent} % similar.</source>
        <translation>{line}行目とほぼ同じ例です（類似度{percent}%）。</translation>
    </message>
    <message>
        <source>No line of the file is a JSON object: a JSON array, JSON spread over several lines or a table has to be converted to JSONL first, with one example on each line.</source>
        <translation>JSONオブジェクトになっている行がありません。JSONの配列、複数行に分けて書いたJSON、表形式のデータは、先に1行に1例のJSONLへ変換してください。</translation>
    </message>
    <message>
        <source>No tool message answers the call “{id}”, and the example goes on.</source>
        <translation>呼び出し「{id}」に応答するツールメッセージがないまま、例が続いています。</translation>
    </message>
    <message>
        <source>Not JSON: at column {column}, expected {expected} but found {found}.</source>
        <translation>JSONではありません。{column}文字目に必要なのは{expected}ですが、{found}があります。</translation>
    </message>
    <message>
        <source>One output is the beginning of the other: the model learns length alone.</source>
        <translation>一方の出力がもう一方の先頭部分と同じです。モデルは長さしか学習しません。</translation>
    </message>
    <message>
        <source>Only assistant messages have a weight, but this one is of the role {role}.</source>
        <translation>重みを持てるのはアシスタントのメッセージだけですが、このロールは「{role}」です。</translation>
    </message>
    <message>
        <source>Only {trained} of {tokens} tokens are trained on, under 1 %.</source>
        <translation>{tokens}トークンのうち学習対象は{trained}で、1%未満です。</translation>
    </message>
    <message>
        <source>System prompts differ: {prompts} of them in {counts} examples; examples without one: {without}.</source>
        <translation>システムプロンプトが統一されていません。種類：{prompts}、例の件数：{counts}、なし：{without}。</translation>
    </message>
    <message>
        <source>The arguments are not JSON: {arguments}</source>
        <translation>引数がJSONではありません：{arguments}</translation>
    </message>
    <message>
        <source>The arguments must be a text that holds JSON, but are {found}.</source>
        <translation>引数はJSONを収めた文字列でなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>The arguments must hold a JSON object, but hold {found}.</source>
        <translation>引数の中身はJSONオブジェクトでなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>The arguments of “{name}” do not fit its parameters: {reason}</source>
        <translation>「{name}」の引数がパラメーターに合っていません：{reason}</translation>
    </message>
    <message>
        <source>The completion is empty or only white space.</source>
        <translation>補完が空か、空白だけです。</translation>
    </message>
    <message>
        <source>The completion lacks an ending common to all, which tells the model to stop.</source>
        <translation>モデルに終わりを知らせる、すべてに共通の終端が補完にありません。</translation>
    </message>
    <message>
        <source>The completion must be text, but is {found}.</source>
        <translation>補完はテキストでなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>The completion should start with a space.</source>
        <translation>補完は空白で始めることをおすすめします。</translation>
    </message>
    <message>
        <source>The example has both “functions” and “tools”.</source>
        <translation>例に「functions」と「tools」の両方があります。</translation>
    </message>
    <message>
        <source>The example has no assistant message to learn from.</source>
        <translation>例に、学習するアシスタントのメッセージがありません。</translation>
    </message>
    <message>
        <source>The example has no user message.</source>
        <translation>例にユーザーのメッセージがありません。</translation>
    </message>
    <message>
        <source>The example has no “completion”.</source>
        <translation>例に「completion」がありません。</translation>
    </message>
    <message>
        <source>The example has no “input”.</source>
        <translation>例に「input」がありません。</translation>
    </message>
    <message>
        <source>The example has no “messages”.</source>
        <translation>例に「messages」がありません。</translation>
    </message>
    <message>
        <source>The example has no “non_preferred_output”.</source>
        <translation>例に「non_preferred_output」がありません。</translation>
    </message>
    <message>
        <source>The example has no “preferred_output”.</source>
        <translation>例に「preferred_output」がありません。</translation>
    </message>
    <message>
        <source>The example has no “prompt”.</source>
        <translation>例に「prompt」がありません。</translation>
    </message>
    <message>
        <source>The example has {count} images; the limit is {limit}.</source>
        <translation>例に画像が{count}枚あります。上限は{limit}枚です。</translation>
    </message>
    <message>
        <source>The example is of no known format. Its keys are: {keys}.</source>
        <translation>例の形式を認識できません。キー：{keys}</translation>
    </message>
    <message>
        <source>The example must end with the assistant, but ends with the role {role}.</source>
        <translation>例はアシスタントのメッセージで終わらなければなりません（最後のロール：{role}）。</translation>
    </message>
    <message>
        <source>The file has no example.</source>
        <translation>ファイルに例がありません。</translation>
    </message>
    <message>
        <source>The file has too few examples: {count}, but {target} needs at least {minimum}.</source>
        <translation>例が足りません。{target}には{minimum}件以上必要ですが、{count}件です。</translation>
    </message>
    <message>
        <source>The file has {count} examples with images; the limit is {limit}.</source>
        <translation>画像を含む例が{count}件あります。上限は{limit}件です。</translation>
    </message>
    <message>
        <source>The file has {size} bytes, but {target} takes at most {limit}.</source>
        <translation>ファイルは{size}バイトですが、{target}の上限は{limit}バイトです。</translation>
    </message>
    <message>
        <source>The file starts with a byte order mark, which is kept as it is.</source>
        <translation>ファイルの先頭にバイト順マークがあります。そのまま保たれます。</translation>
    </message>
    <message>
        <source>The format {format} has no key “{key}” at the top of an example.</source>
        <translation>形式「{format}」の例の最上位に「{key}」というキーは使えません。</translation>
    </message>
    <message>
        <source>The function “{name}” is not among the tools of this example.</source>
        <translation>関数「{name}」は、この例のツールにありません。</translation>
    </message>
    <message>
        <source>The grader reads “{key}”, which this line lacks.</source>
        <translation>グレーダーが読む「{key}」が、この行にありません。</translation>
    </message>
    <message>
        <source>The image has {size} bytes; the limit is {limit}.</source>
        <translation>画像は{size}バイトです。上限は{limit}バイトです。</translation>
    </message>
    <message>
        <source>The image is {found}; only JPEG, PNG and WEBP can be trained on.</source>
        <translation>学習に使える画像はJPEG、PNG、WEBPだけです（現在：{found}）。</translation>
    </message>
    <message>
        <source>The input must end with the user, but ends with the role {role}.</source>
        <translation>入力はユーザーのメッセージで終わらなければなりません（最後のロール：{role}）。</translation>
    </message>
    <message>
        <source>The key “{key}” stands twice in one object (again at column {column}).</source>
        <translation>キー「{key}」が1つのオブジェクトに重複しています（2つ目は{column}文字目）。</translation>
    </message>
    <message>
        <source>The line holds {found} where an example, a JSON object, is needed.</source>
        <translation>行には例としてJSONオブジェクトが必要です（現在：{found}）。</translation>
    </message>
    <message>
        <source>The line is blank.</source>
        <translation>空行です。</translation>
    </message>
    <message>
        <source>The line is not UTF-8: unexpected byte {bytes} at offset {offset}.</source>
        <translation>行がUTF-8ではありません。位置{offset}に想定外のバイト{bytes}があります。</translation>
    </message>
    <message>
        <source>The line is very long: {size} bytes. It is edited in parts; nothing is cut.</source>
        <translation>行が非常に長く、{size}バイトあります。部分ごとに編集します。切り捨ては行いません。</translation>
    </message>
    <message>
        <source>The message has no content.</source>
        <translation>メッセージに内容がありません。</translation>
    </message>
    <message>
        <source>The message has no role.</source>
        <translation>メッセージにロールがありません。</translation>
    </message>
    <message>
        <source>The messages must end with the user, but end with the role {role}.</source>
        <translation>メッセージはユーザーで終わらなければなりません（最後のロール：{role}）。</translation>
    </message>
    <message>
        <source>The name “{name}” should be up to 64 characters without spaces.</source>
        <translation>名前「{name}」は、空白のない64文字以内にしてください。</translation>
    </message>
    <message>
        <source>The non-preferred output must be of the assistant, but has the role {role}.</source>
        <translation>好ましくない出力のロールはアシスタントでなければなりません（現在：{role}）。</translation>
    </message>
    <message>
        <source>The preferred and the non-preferred output are the same.</source>
        <translation>好ましい出力と好ましくない出力が同じです。</translation>
    </message>
    <message>
        <source>The preferred output must be of the assistant, but has the role {role}.</source>
        <translation>好ましい出力のロールはアシスタントでなければなりません（現在：{role}）。</translation>
    </message>
    <message>
        <source>The prompt lacks an ending common to all, which sets it off from the completion.</source>
        <translation>補完との区切りになる、すべてに共通の終端がプロンプトにありません。</translation>
    </message>
    <message>
        <source>The prompt must be text, but is {found}.</source>
        <translation>プロンプトはテキストでなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>The role must be text, but is {found}.</source>
        <translation>ロールはテキストでなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>The role “{role}” is not known.</source>
        <translation>ロール「{role}」は使えません。</translation>
    </message>
    <message>
        <source>The same example as on line {line}.</source>
        <translation>{line}行目と同じ例です。</translation>
    </message>
    <message>
        <source>The text has control characters: {characters} ({count} in all).</source>
        <translation>テキストに制御文字があります：{characters}（計{count}個）</translation>
    </message>
    <message>
        <source>The text has invisible characters: {characters} ({count} in all).</source>
        <translation>テキストに目に見えない文字があります：{characters}（計{count}個）</translation>
    </message>
    <message>
        <source>The text has marks that turn the writing direction: {characters} ({count} in all).</source>
        <translation>テキストに書字方向を変える記号があります：{characters}（計{count}個）</translation>
    </message>
    <message>
        <source>The text has {count} replacement characters (U+FFFD) of a broken conversion.</source>
        <translation>テキストに、変換に失敗した跡の置換文字（U+FFFD）が{count}個あります。</translation>
    </message>
    <message>
        <source>The text is empty or only white space.</source>
        <translation>テキストが空か、空白だけです。</translation>
    </message>
    <message>
        <source>The tool call is not complete: {key} is {found}.</source>
        <translation>ツール呼び出しが不完全です（{key}：{found}）。</translation>
    </message>
    <message>
        <source>The tool definition is not valid: {key} is {found}.</source>
        <translation>ツールの定義が正しくありません（{key}：{found}）。</translation>
    </message>
    <message>
        <source>The tool message answers no earlier call: its tool_call_id is {id}.</source>
        <translation>このツールメッセージに対応する呼び出しが、前にありません（tool_call_id：{id}）。</translation>
    </message>
    <message>
        <source>The weight must be 0 or 1, but is {found}.</source>
        <translation>重みは0か1でなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>The {role} message stands after other messages instead of first.</source>
        <translation>「{role}」のメッセージが、先頭ではなくほかのメッセージの後にあります。</translation>
    </message>
    <message>
        <source>This holds a card number: {shown}.</source>
        <translation>カード番号が含まれています：{shown}</translation>
    </message>
    <message>
        <source>This holds a private key ({kind}). A model may repeat it to anyone.</source>
        <translation>秘密鍵（{kind}）が含まれています。モデルが誰にでも出力するおそれがあります。</translation>
    </message>
    <message>
        <source>This holds a telephone number: {shown}.</source>
        <translation>電話番号が含まれています：{shown}</translation>
    </message>
    <message>
        <source>This holds an e-mail address: {shown}.</source>
        <translation>メールアドレスが含まれています：{shown}</translation>
    </message>
    <message>
        <source>This is the {format} format of other tools; convert it before training.</source>
        <translation>ほかのツールの{format}形式です。学習の前に変換してください。</translation>
    </message>
    <message>
        <source>This line has the format {format}, most of the file has {majority}.</source>
        <translation>この行の形式は「{format}」ですが、ファイルの大半は「{majority}」です。</translation>
    </message>
    <message>
        <source>This looks like an API key ({kind}): {shown}. A model may repeat it to anyone.</source>
        <translation>APIキー（{kind}）と思われます：{shown}。モデルが誰にでも出力するおそれがあります。</translation>
    </message>
    <message>
        <source>Two messages of the role {role} follow each other.</source>
        <translation>ロール「{role}」のメッセージが続いています。</translation>
    </message>
    <message>
        <source>a control character written as an escape</source>
        <translation>エスケープで書いた制御文字</translation>
    </message>
    <message>
        <source>a key in double quotes</source>
        <translation>二重引用符で囲んだキー</translation>
    </message>
    <message>
        <source>a key in double quotes or “}”</source>
        <translation>二重引用符で囲んだキーまたは“}”</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>a value or “]”</source>
        <translation>値または“]”</translation>
    </message>
    <message>
        <source>an escape that JSON has</source>
        <translation>JSONのエスケープ</translation>
    </message>
    <message>
        <source>at most 250 levels of nesting</source>
        <translation>250段以内の入れ子</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>the closing quote of a text</source>
        <translation>文字列を閉じる引用符</translation>
    </message>
    <message>
        <source>the end of the line</source>
        <translation>行末</translation>
    </message>
    <message>
        <source>the end, the answer, is cut off</source>
        <translation>末尾にある回答が切り捨てられます</translation>
    </message>
    <message>
        <source>the example is left out</source>
        <translation>この例は学習から除かれます</translation>
    </message>
    <message>
        <source>the job fails</source>
        <translation>ジョブが失敗します</translation>
    </message>
    <message>
        <source>what happens to it is not known</source>
        <translation>どう扱われるかは不明です</translation>
    </message>
    <message>
        <source>{number} at column {column} is not a number that JSON has.</source>
        <translation>{column}文字目の{number}は、JSONの数値ではありません。</translation>
    </message>
    <message>
        <source>{tokens} tokens are {over} more than {target} trains on: {fate}.</source>
        <translation>{tokens}トークンあり、{target}の上限を{over}超えています。{fate}。</translation>
    </message>
    <message>
        <source>“,” or “]”</source>
        <translation>“,”または“]”</translation>
    </message>
    <message>
        <source>“,” or “}”</source>
        <translation>“,”または“}”</translation>
    </message>
    <message>
        <source>“input” must be an object, but is {found}.</source>
        <translation>「input」はオブジェクトでなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>“messages” is an empty list.</source>
        <translation>「messages」が空の配列です。</translation>
    </message>
    <message>
        <source>“messages” must be a list, but is {found}.</source>
        <translation>「messages」は配列でなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>“non_preferred_output” must be a list of one message, but is {found}.</source>
        <translation>「non_preferred_output」はメッセージ1つの配列でなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>“preferred_output” must be a list of one message, but is {found}.</source>
        <translation>「preferred_output」はメッセージ1つの配列でなければなりません（現在：{found}）。</translation>
    </message>
    <message>
        <source>“{key}” is the older form of tools; it can be converted.</source>
        <translation>「{key}」はツールの古い書き方です。変換できます。</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>Everywhere…</source>
        <translation>まとめて…</translation>
    </message>
    <message>
        <source>Fix this in the selected examples, or in all that have it</source>
        <translation>選択した例か、この指摘のあるすべての例をまとめて修正</translation>
    </message>
    <message>
        <source>Show line {line}</source>
        <translation>{line}行目を表示</translation>
    </message>
    <message>
        <source>{fix}…</source>
        <translation>{fix}…</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>指摘</translation>
    </message>
    <message>
        <source>In the whole file</source>
        <translation>ファイル全体</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>まだ確認していません。</translation>
    </message>
    <message>
        <source>Nothing to fix in this example.</source>
        <translation>この例に修正箇所はありません。</translation>
    </message>
    <message>
        <source>{count} more in this example</source>
        <translation>この例にほか{count}件</translation>
    </message>
</context>
<context>
    <name>Fit</name>
    <message>
        <source>Any model</source>
        <translation>任意のモデル</translation>
    </message>
    <message>
        <source>Errors, which no provider takes, in {count} of {total} examples.</source>
        <translation>エラーのある例：{total}件中{count}件。どのプロバイダーも受け付けません。</translation>
    </message>
    <message>
        <source>Examples: {count}. At least {least} are asked for.</source>
        <translation>例：{count}件。{least}件以上必要です。</translation>
    </message>
    <message>
        <source>Examples: {count}. No more than {most} are taken.</source>
        <translation>例：{count}件。上限は{most}件です。</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>適合</translation>
    </message>
    <message>
        <source>Fits with remarks</source>
        <translation>注意あり</translation>
    </message>
    <message>
        <source>Images in {count} of {total} examples; it is not confirmed that it takes them.</source>
        <translation>画像のある例：{total}件中{count}件。画像への対応は未確認です。</translation>
    </message>
    <message>
        <source>Images, which it does not take, in {count} of {total} examples.</source>
        <translation>画像のある例：{total}件中{count}件。画像には対応していません。</translation>
    </message>
    <message>
        <source>It cannot be trained with this format: {format}.</source>
        <translation>この形式では学習できません：{format}</translation>
    </message>
    <message>
        <source>It is not confirmed that it is trained with this format: {format}.</source>
        <translation>この形式で学習できるかは未確認です：{format}</translation>
    </message>
    <message>
        <source>It is switched off since {date}, and what was tuned from it too.</source>
        <translation>{date}から提供を終了しています。チューニング済みモデルも使えません。</translation>
    </message>
    <message>
        <source>It refuses a byte order mark at the start of the file; an export can leave it out.</source>
        <translation>ファイルの先頭のバイト順マークは受け付けられません。書き出しのときに省けます。</translation>
    </message>
    <message>
        <source>It wants a byte order mark at the start of the file; an export can add it.</source>
        <translation>ファイルの先頭にバイト順マークが必要です。書き出しのときに付けられます。</translation>
    </message>
    <message>
        <source>Jobs can be created before {date} only.</source>
        <translation>ジョブを作成できるのは{date}より前だけです。</translation>
    </message>
    <message>
        <source>Longer than {limit} tokens: {count} of {total} examples. A job can ask for up to {raised}.</source>
        <translation>{limit}トークンを超える例：{total}件中{count}件。ジョブで{raised}まで指定できます。</translation>
    </message>
    <message>
        <source>Longer than {limit} tokens: {count} of {total} examples. That ends the job.</source>
        <translation>{limit}トークンを超える例：{total}件中{count}件。ジョブが失敗します。</translation>
    </message>
    <message>
        <source>Longer than {limit} tokens: {count} of {total} examples. The end, the answer, is cut off.</source>
        <translation>{limit}トークンを超える例：{total}件中{count}件。末尾にある回答が切り捨てられます。</translation>
    </message>
    <message>
        <source>Longer than {limit} tokens: {count} of {total} examples. They are left out.</source>
        <translation>{limit}トークンを超える例：{total}件中{count}件。学習から除かれます。</translation>
    </message>
    <message>
        <source>Longer than {limit} tokens: {count} of {total} examples. What happens to them is not known.</source>
        <translation>{limit}トークンを超える例：{total}件中{count}件。どう扱われるかは不明です。</translation>
    </message>
    <message>
        <source>Longer than {raised} tokens, the most that a job can ask for: {count} of {total} examples.</source>
        <translation>ジョブで指定できる上限の{raised}トークンを超える例：{total}件中{count}件。</translation>
    </message>
    <message>
        <source>No job can be created there since {date}.</source>
        <translation>{date}以降、ジョブを作成できません。</translation>
    </message>
    <message>
        <source>No limit is known for: {what}.</source>
        <translation>上限が不明なもの：{what}</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Perhaps longer than {limit} tokens: {count} of {total} examples. Only their bytes were counted.</source>
        <translation>{limit}トークンを超える可能性のある例：{total}件中{count}件。バイト数だけで判断しています。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不可</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Roles that it does not take ({roles}) in {count} of {total} examples.</source>
        <translation>対応していないロール（{roles}）のある例：{total}件中{count}件。</translation>
    </message>
    <message>
        <source>Source: {source} ({date})</source>
        <translation>出典：{source}（{date}）</translation>
    </message>
    <message>
        <source>The examples have another program&apos;s format and must be converted first.</source>
        <translation>例がほかのプログラムの形式のため、先に変換が必要です。</translation>
    </message>
    <message>
        <source>The file has {bytes}: more than {most_bytes} are sent in parts.</source>
        <translation>ファイルは{bytes}です。{most_bytes}を超えると分割して送信します。</translation>
    </message>
    <message>
        <source>The file has {bytes}; no more than {most_bytes} are taken.</source>
        <translation>ファイルは{bytes}ですが、上限は{most_bytes}です。</translation>
    </message>
    <message>
        <source>The format of the examples is not known.</source>
        <translation>例の形式を認識できません。</translation>
    </message>
    <message>
        <source>There is no example in the file.</source>
        <translation>ファイルに例がありません。</translation>
    </message>
    <message>
        <source>Tokens were counted with another model&apos;s vocabulary</source>
        <translation>トークンは別のモデルの語彙で数えています</translation>
    </message>
    <message>
        <source>Tokens were not counted: the limit of {limit} for an example was not compared.</source>
        <translation>トークンを数えていないため、例の上限（{limit}トークン）と比べていません。</translation>
    </message>
    <message>
        <source>Tools in {count} of {total} examples; it is not confirmed that it takes them.</source>
        <translation>ツールのある例：{total}件中{count}件。ツールへの対応は未確認です。</translation>
    </message>
    <message>
        <source>Tools, which it does not take, in {count} of {total} examples.</source>
        <translation>ツールのある例：{total}件中{count}件。ツールには対応していません。</translation>
    </message>
    <message>
        <source>Weights in {count} of {total} examples; whether they are obeyed is not known.</source>
        <translation>重みのある例：{total}件中{count}件。重みが使われるかは不明です。</translation>
    </message>
    <message>
        <source>Weights, which are ignored, in {count} of {total} examples.</source>
        <translation>重みのある例：{total}件中{count}件。重みは無視されます。</translation>
    </message>
    <message>
        <source>What is only a warning elsewhere ({codes}) in {count} of {total} examples.</source>
        <translation>ほかでは警告にとどまる問題（{codes}）のある例：{total}件中{count}件。</translation>
    </message>
    <message>
        <source>What is tuned from it answers before {date} only.</source>
        <translation>チューニング済みモデルが応答するのは{date}より前だけです。</translation>
    </message>
    <message>
        <source>size of the file</source>
        <translation>ファイルのサイズ</translation>
    </message>
    <message>
        <source>tokens of an example</source>
        <translation>例のトークン数</translation>
    </message>
    <message>
        <source>{count} of {total} take it</source>
        <translation>{total}件中{count}件で使えます</translation>
    </message>
</context>
<context>
    <name>FitDialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>No file is open.</source>
        <translation>開いているファイルはありません。</translation>
    </message>
    <message>
        <source>Nothing is sent: the limits are data of this program, each with its date and source.</source>
        <translation>何も送信しません。上限はこのプログラムのデータで、それぞれに日付と出典があります。</translation>
    </message>
    <message>
        <source>Where does this file fit?</source>
        <translation>このファイルを使えるモデル</translation>
    </message>
    <message>
        <source>{count} examples were checked so far.</source>
        <translation>これまでに例{count}件を確認しました。</translation>
    </message>
</context>
<context>
    <name>FitNote</name>
    <message>
        <source>This model does not take the file: {reason}</source>
        <translation>このモデルではこのファイルを使えません：{reason}</translation>
    </message>
</context>
<context>
    <name>FitPanel</name>
    <message>
        <source>Check the file for this model</source>
        <translation>このモデルに合わせてファイルを確認</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Models and whether they take the file</source>
        <translation>モデルとファイルを使えるかどうか</translation>
    </message>
    <message>
        <source>Nothing that is known speaks against it.</source>
        <translation>分かっている限り、問題はありません。</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Show these examples</source>
        <translation>これらの例を表示</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>Fix</name>
    <message>
        <source>Add a leading space</source>
        <translation>先頭に空白を追加</translation>
    </message>
    <message>
        <source>Add the ending</source>
        <translation>終端を追加</translation>
    </message>
    <message>
        <source>Add the separator</source>
        <translation>区切りを追加</translation>
    </message>
    <message>
        <source>Convert to tools</source>
        <translation>toolsに変換</translation>
    </message>
    <message>
        <source>Decode arguments once</source>
        <translation>引数を1回デコード</translation>
    </message>
    <message>
        <source>Delete the copy</source>
        <translation>重複した例を削除</translation>
    </message>
    <message>
        <source>Delete the line</source>
        <translation>行を削除</translation>
    </message>
    <message>
        <source>Remove hidden characters</source>
        <translation>見えない文字を削除</translation>
    </message>
    <message>
        <source>Remove the shared start</source>
        <translation>共通の先頭を削除</translation>
    </message>
    <message>
        <source>Remove the unknown keys</source>
        <translation>使えないキーを削除</translation>
    </message>
    <message>
        <source>Remove the weight</source>
        <translation>重みを削除</translation>
    </message>
    <message>
        <source>Remove what stands around the example</source>
        <translation>例の前後の余分な文字を削除</translation>
    </message>
    <message>
        <source>Write arguments as JSON text</source>
        <translation>引数をJSON文字列に変換</translation>
    </message>
    <message>
        <source>Write the weight as a number</source>
        <translation>重みを数値に変換</translation>
    </message>
</context>
<context>
    <name>FixScope</name>
    <message>
        <source>Examples to change</source>
        <translation>変更する例</translation>
    </message>
</context>
<context>
    <name>FixSteps</name>
    <message>
        <source>All examples ({count})</source>
        <translation>すべての例（{count}件）</translation>
    </message>
    <message>
        <source>All examples with this finding ({count})</source>
        <translation>この指摘のあるすべての例（{count}件）</translation>
    </message>
    <message>
        <source>Looking for a text that fits all…</source>
        <translation>すべてに合う文字列を探しています…</translation>
    </message>
    <message>
        <source>No text fits all examples, so this has to be fixed by hand.</source>
        <translation>すべての例に合う文字列がないため、手作業で修正してください。</translation>
    </message>
    <message>
        <source>Those of them that are selected ({count})</source>
        <translation>そのうち選択中の例（{count}件）</translation>
    </message>
    <message>
        <source>Trim blanks</source>
        <translation>前後の空白を削除</translation>
    </message>
    <message>
        <source>White space at the beginning and the end of messages is taken away. Results of tools stay as they are, and so do prompts and completions, whose blanks mean something.</source>
        <translation>メッセージの先頭と末尾の空白を削除します。ツールの結果と、空白に意味のあるプロンプトや補完は変わりません。</translation>
    </message>
    <message>
        <source>{finding} The text: “{text}”.</source>
        <translation>{finding} 文字列：「{text}」</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>Another tool&apos;s format</source>
        <translation>ほかのツールの形式</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Preference</source>
        <translation>選好</translation>
    </message>
    <message>
        <source>Prompt and completion</source>
        <translation>プロンプトと補完</translation>
    </message>
    <message>
        <source>Reinforcement</source>
        <translation>強化学習</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>A job whose estimate is above it cannot be started.</source>
        <translation>見積もりがこの額を超えるジョブは開始できません。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Limit for a job</source>
        <translation>ジョブの上限額</translation>
    </message>
    <message>
        <source>Takes effect when ftdesk is started again.</source>
        <translation>ftdeskを再起動すると反映されます。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>{size} px</source>
        <translation>{size} px</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Arrow keys go from bar to bar, Enter filters the table by one.</source>
        <translation>矢印キーで棒を移動し、Enterでその棒の例に絞り込みます。</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>まだ数えていません</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{count}件中{shown}件</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Line {line}: a line break inside a text became an escape.</source>
        <translation>{line}行目：テキスト中の改行をエスケープにしました。</translation>
    </message>
    <message>
        <source>Line {line}: a quote is opened here and never closed.</source>
        <translation>{line}行目：ここで開いた引用符が閉じられていません。</translation>
    </message>
    <message>
        <source>Line {line}: a quote or bracket is never closed. The rest of the file was left out.</source>
        <translation>{line}行目：引用符または括弧が閉じられていません。以降の内容は取り込んでいません。</translation>
    </message>
    <message>
        <source>Line {line}: bytes that are no letter became U+FFFD.</source>
        <translation>{line}行目：文字として読めないバイトをU+FFFDに置き換えました。</translation>
    </message>
    <message>
        <source>Line {line}: half of a surrogate pair became an escape.</source>
        <translation>{line}行目：サロゲートペアの片方をエスケープにしました。</translation>
    </message>
    <message>
        <source>Line {line}: the compressed file ends too early here.</source>
        <translation>{line}行目：圧縮ファイルがここで途切れています。</translation>
    </message>
    <message>
        <source>Line {line}: the compressed file holds too much. The rest was left out.</source>
        <translation>{line}行目：圧縮ファイルの内容が大きすぎます。残りは取り込んでいません。</translation>
    </message>
    <message>
        <source>Line {line}: the compressed file is damaged here. The rest was left out.</source>
        <translation>{line}行目：圧縮ファイルがここで壊れています。残りは取り込んでいません。</translation>
    </message>
    <message>
        <source>Line {line}: the list is not closed; the file may be cut off.</source>
        <translation>{line}行目：リストが閉じられていません。ファイルが途中で切れている可能性があります。</translation>
    </message>
    <message>
        <source>Line {line}: there is more text after the end of the list.</source>
        <translation>{line}行目：リストの終わりの後に、さらにテキストがあります。</translation>
    </message>
    <message>
        <source>Line {line}: this row cannot be read and was left out.</source>
        <translation>{line}行目：この行は読み込めないため、取り込んでいません。</translation>
    </message>
    <message>
        <source>Line {line}: what stands beside the list was left out.</source>
        <translation>{line}行目：リストの外にある内容は取り込んでいません。</translation>
    </message>
</context>
<context>
    <name>ImportConversion</name>
    <message>
        <source>A table with {count} columns.</source>
        <translation>{count}列の表です。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>「{name}」を取り込む</translation>
    </message>
    <message>
        <source>Its rows become examples in a new file; the original stays as it is.</source>
        <translation>各行は新しいファイルの例になります。元のファイルは変わりません。</translation>
    </message>
    <message>
        <source>{nature}.</source>
        <translation>{nature}です。</translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message>
        <source>The lines are those of the original file, which stays as it is.</source>
        <translation>行番号は元のファイルのものです。元のファイルは変わりません。</translation>
    </message>
    <message>
        <source>What was changed by the import</source>
        <translation>取り込みで変わった箇所</translation>
    </message>
</context>
<context>
    <name>JobDealings</name>
    <message>
        <source>Cancel job</source>
        <translation>ジョブを中止</translation>
    </message>
    <message>
        <source>Cancel this job?</source>
        <translation>このジョブを中止しますか？</translation>
    </message>
    <message>
        <source>If the server did create it, it goes on there and appears in the list by itself.</source>
        <translation>サーバーがジョブを作成していた場合は、そのまま実行され、自動的に一覧に表示されます。</translation>
    </message>
    <message>
        <source>It would cost about {amount} again.</source>
        <translation>約{amount}の費用がもう一度かかります。</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>実行を続ける</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>もう一度開始</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>照会をやめる</translation>
    </message>
    <message>
        <source>Stop looking for this job?</source>
        <translation>このジョブの照会をやめますか？</translation>
    </message>
    <message>
        <source>The same job was started {ago}. Start it a second time?</source>
        <translation>同じジョブを開始済みです（{ago}）。もう一度開始しますか？</translation>
    </message>
    <message>
        <source>The training stops, and steps already taken may be billed. Checkpoints stay usable.</source>
        <translation>学習が止まります。実行済みのステップには課金されることがあります。チェックポイントは引き続き使えます。</translation>
    </message>
</context>
<context>
    <name>JobDetail</name>
    <message>
        <source>Change and try again</source>
        <translation>変更してやり直す</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>チェックポイント</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度照会</translation>
    </message>
    <message>
        <source>No longer on the server</source>
        <translation>サーバー上にありません</translation>
    </message>
    <message>
        <source>Pages of the job</source>
        <translation>ジョブのページ</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメーター</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>一覧から削除</translation>
    </message>
    <message>
        <source>Running; no step was reported yet</source>
        <translation>実行中。ステップの報告はまだありません</translation>
    </message>
    <message>
        <source>Show chart</source>
        <translation>グラフを表示</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>値を表示</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>照会をやめる</translation>
    </message>
    <message>
        <source>The answer to this request was lost, so the job may exist. Its tag is looked for in the server&apos;s list; nothing is sent a second time by itself.</source>
        <translation>この要求への応答が失われたため、ジョブが作成されている可能性があります。サーバーの一覧でタグを探しています。自動的に再送信することはありません。</translation>
    </message>
    <message>
        <source>The server is checking the files</source>
        <translation>サーバーがファイルを確認しています</translation>
    </message>
    <message>
        <source>The server refused.</source>
        <translation>サーバーに拒否されました。</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>順番を待っています</translation>
    </message>
    <message>
        <source>{step} of {total} steps</source>
        <translation>{step} / {total}ステップ</translation>
    </message>
</context>
<context>
    <name>JobHeader</name>
    <message>
        <source>Cancel job</source>
        <translation>ジョブを中止</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>中止しています…</translation>
    </message>
    <message>
        <source>Chat with it</source>
        <translation>このモデルとチャット</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>IDをコピー</translation>
    </message>
    <message>
        <source>Open its data</source>
        <translation>データを開く</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>The training file exactly as it was sent</source>
        <translation>送信したとおりの学習ファイル</translation>
    </message>
</context>
<context>
    <name>JobListPane</name>
    <message>
        <source>New job</source>
        <translation>新しいジョブ</translation>
    </message>
    <message>
        <source>Provider settings…</source>
        <translation>プロバイダーの設定…</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>一覧を更新</translation>
    </message>
    <message>
        <source>Uploaded files</source>
        <translation>アップロード済みファイル</translation>
    </message>
</context>
<context>
    <name>JobStarter</name>
    <message>
        <source>Cancelling a job</source>
        <translation>ジョブを中止しています</translation>
    </message>
    <message>
        <source>Starting a job with {file}</source>
        <translation>「{file}」でジョブを開始しています</translation>
    </message>
</context>
<context>
    <name>JobTable</name>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
</context>
<context>
    <name>JobTableModel</name>
    <message>
        <source>Created</source>
        <translation>作成日時</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>About {amount} (price list of {date})</source>
        <translation>約{amount}（{date}の料金表）</translation>
    </message>
    <message>
        <source>About {amount} (price list of {date}, more than half a year old)</source>
        <translation>約{amount}（{date}の料金表、半年以上前）</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>依頼日時</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>ベースモデル</translation>
    </message>
    <message>
        <source>Base models</source>
        <translation>ベースモデル</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>バッチサイズ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>作成日時</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>Estimated price</source>
        <translation>見積もり料金</translation>
    </message>
    <message>
        <source>Estimated tokens</source>
        <translation>見積もりトークン数</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Examples with API keys: {count}</source>
        <translation>APIキーを含む例：{count}件</translation>
    </message>
    <message>
        <source>Examples with card numbers: {count}</source>
        <translation>カード番号を含む例：{count}件</translation>
    </message>
    <message>
        <source>Examples with e-mail addresses: {count}</source>
        <translation>メールアドレスを含む例：{count}件</translation>
    </message>
    <message>
        <source>Examples with private keys: {count}</source>
        <translation>秘密鍵を含む例：{count}件</translation>
    </message>
    <message>
        <source>Examples with telephone numbers: {count}</source>
        <translation>電話番号を含む例：{count}件</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>終了日時</translation>
    </message>
    <message>
        <source>Free: it runs on this machine</source>
        <translation>無料：このコンピューターで実行します</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>Job id</source>
        <translation>ジョブID</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最終確認</translation>
    </message>
    <message>
        <source>Learning rate multiplier</source>
        <translation>学習率の倍率</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>例を見る</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>新しいジョブ</translation>
    </message>
    <message>
        <source>No price is known for this job, so it is not known whether it stays below your limit of {limit}.</source>
        <translation>このジョブの料金が不明なため、上限額{limit}に収まるか分かりません。</translation>
    </message>
    <message>
        <source>Not created</source>
        <translation>未作成</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>予測</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Result files</source>
        <translation>結果ファイル</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Secrets and personal data</source>
        <translation>秘密情報と個人情報</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>それでも送信</translation>
    </message>
    <message>
        <source>Start all the same</source>
        <translation>それでも開始</translation>
    </message>
    <message>
        <source>Start the job without knowing whether it is within your limit?</source>
        <translation>上限額に収まるか分からないまま、ジョブを開始しますか？</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>開始中</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>サフィックス</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>The data holds secrets or personal data. Send it all the same?</source>
        <translation>データに秘密情報または個人情報が含まれています。それでも送信しますか？</translation>
    </message>
    <message>
        <source>The estimate is {estimate}, and your limit of {limit} is in another currency.</source>
        <translation>見積もりは{estimate}ですが、上限額{limit}とは通貨が異なります。</translation>
    </message>
    <message>
        <source>The estimate of {estimate} is above your limit of {limit} for a job (Settings, General).</source>
        <translation>見積もり{estimate}が、ジョブの上限額{limit}を超えています（「設定」→「一般」）。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Tokens unknown; {epochs} epochs</source>
        <translation>トークン数不明、{epochs}エポック</translation>
    </message>
    <message>
        <source>Trained tokens</source>
        <translation>学習トークン数</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>学習正解率</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>学習ファイル</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>学習損失</translation>
    </message>
    <message>
        <source>Tuned model</source>
        <translation>チューニング済みモデル</translation>
    </message>
    <message>
        <source>Tuned models: train on</source>
        <translation>チューニング済みモデル（追加学習）</translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Unknown: no price is known for this model here</source>
        <translation>不明：このモデルの料金データがありません</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>アップロード中</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>検証正解率</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>検証ファイル</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>検証損失</translation>
    </message>
    <message>
        <source>Values of the chart</source>
        <translation>グラフの値</translation>
    </message>
    <message>
        <source>Whole file</source>
        <translation>ファイル全体</translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation>約{count}</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message>
        <source>no longer on the server</source>
        <translation>サーバー上にありません</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>省略可</translation>
    </message>
    <message>
        <source>predicted {predicted}, billed {billed}: {error}</source>
        <translation>予測{predicted}、請求{billed}：{error}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>ステップ{step}</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count}日</translation>
    </message>
    <message>
        <source>{count} examples ({size}) are sent to {host}</source>
        <translation>例{count}件（{size}）を{host}に送信します</translation>
    </message>
    <message>
        <source>{count} examples ({size}) stay on this machine</source>
        <translation>例{count}件（{size}）はこのコンピューターから出ません</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count}時間</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}分</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count}秒</translation>
    </message>
    <message>
        <source>{duration} ago</source>
        <translation>{duration}前</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>残り{duration}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}時間{minutes}分</translation>
    </message>
    <message>
        <source>{predicted} epochs were predicted, {epochs} trained</source>
        <translation>予測{predicted}エポック、実際{epochs}エポック</translation>
    </message>
    <message>
        <source>{tokens} tokens × {epochs} epochs = {total} tokens</source>
        <translation>{tokens}トークン × {epochs}エポック = {total}トークン</translation>
    </message>
    <message>
        <source>{tokens} tokens, one epoch</source>
        <translation>{tokens}トークン、1エポック</translation>
    </message>
</context>
<context>
    <name>JobsTab</name>
    <message>
        <source>Cancel job…</source>
        <translation>ジョブを中止…</translation>
    </message>
    <message>
        <source>Chat with the tuned model</source>
        <translation>チューニング済みモデルとチャット</translation>
    </message>
    <message>
        <source>New job…</source>
        <translation>新しいジョブ…</translation>
    </message>
    <message>
        <source>Next try in {duration}.</source>
        <translation>{duration}後に再試行します。</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>一覧を更新</translation>
    </message>
    <message>
        <source>The list was last seen {time}.</source>
        <translation>一覧の最終確認：{time}</translation>
    </message>
    <message>
        <source>Uploaded files…</source>
        <translation>アップロード済みファイル…</translation>
    </message>
</context>
<context>
    <name>JsonField</name>
    <message>
        <source>Not JSON yet, at line {line}, column {column}. The example keeps its last valid value.</source>
        <translation>まだJSONになっていません（{line}行{column}列）。例には最後の正しい値が残ります。</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Remove this key</source>
        <translation>このキーを削除</translation>
    </message>
    <message>
        <source>Show or hide</source>
        <translation>表示・非表示</translation>
    </message>
    <message>
        <source>{key} as JSON</source>
        <translation>{key}（JSON）</translation>
    </message>
</context>
<context>
    <name>KeyFields</name>
    <message>
        <source>{count} more keys stand in the raw line.</source>
        <translation>ほか{count}個のキーは生の行にあります。</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>A key is kept.</source>
        <translation>キーは保存済みです。</translation>
    </message>
    <message>
        <source>Keeping the key</source>
        <translation>キーを保存しています</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Looking for a key</source>
        <translation>キーを確認しています</translation>
    </message>
    <message>
        <source>No key yet.</source>
        <translation>キーはまだありません。</translation>
    </message>
    <message>
        <source>Paste a key</source>
        <translation>キーを貼り付け</translation>
    </message>
    <message>
        <source>Paste another key to replace it</source>
        <translation>置き換えるには別のキーを貼り付け</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>キーを削除</translation>
    </message>
    <message>
        <source>Save key</source>
        <translation>キーを保存</translation>
    </message>
    <message>
        <source>The key is kept for this session only. {reason}</source>
        <translation>キーはこのセッションの間だけ保持されます。{reason}</translation>
    </message>
    <message>
        <source>The key is kept in the system&apos;s keyring.</source>
        <translation>キーはシステムのキーリングに保存されています。</translation>
    </message>
    <message>
        <source>The key is removed.</source>
        <translation>キーを削除しました。</translation>
    </message>
    <message>
        <source>The system keyring did not answer.</source>
        <translation>システムのキーリングが応答しません。</translation>
    </message>
</context>
<context>
    <name>LanguageCard</name>
    <message>
        <source>Look at all</source>
        <translation>すべて調べる</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>of all {total} examples</source>
        <translation>例{total}件すべての結果</translation>
    </message>
    <message>
        <source>of {count} of {total} examples looked at</source>
        <translation>例{total}件のうち{count}件の結果</translation>
    </message>
</context>
<context>
    <name>LanguageLook</name>
    <message>
        <source>Looking at languages…</source>
        <translation>言語を調べています…</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>no language</source>
        <translation>言語なし</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>判定できず</translation>
    </message>
</context>
<context>
    <name>LineEditor</name>
    <message>
        <source>Raw JSON line</source>
        <translation>生のJSON行</translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>A model wrote this link. Open it in the browser?</source>
        <translation>モデルが書いたリンクです。ブラウザーで開きますか？</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>リンクを開く</translation>
    </message>
</context>
<context>
    <name>LossChart</name>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Loss and accuracy over the steps</source>
        <translation>ステップごとの損失と正解率</translation>
    </message>
    <message>
        <source>No step was reported yet</source>
        <translation>ステップの報告はまだありません</translation>
    </message>
    <message>
        <source>No steps were reported</source>
        <translation>ステップの報告はありません</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>ステップ{step}</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>トークン正解率</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>validation, whole file</source>
        <translation>検証（ファイル全体）</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>About ftdesk</source>
        <translation>ftdeskについて</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>診断情報をコピー</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>データセット</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>文字を大きく</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>標準の文字の大きさ</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>プレイグラウンド</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Show all commands</source>
        <translation>すべてのコマンドを表示</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>文字を小さく</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>ツアーを見る</translation>
    </message>
    <message>
        <source>The diagnostics are in the clipboard.</source>
        <translation>診断情報をクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>無題</translation>
    </message>
</context>
<context>
    <name>MendDialog</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Change {count}</source>
        <translation>{count}件を変更</translation>
    </message>
    <message>
        <source>Delete {count}</source>
        <translation>{count}件を削除</translation>
    </message>
    <message>
        <source>Editing examples…</source>
        <translation>例を編集しています…</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Examples that would change: {count}</source>
        <translation>変更される例：{count}件</translation>
    </message>
    <message>
        <source>None of these examples would change.</source>
        <translation>変更される例はありません。</translation>
    </message>
    <message>
        <source>Not JSON, so left as they are: {count}.</source>
        <translation>JSONではないため、そのままの例：{count}件</translation>
    </message>
    <message>
        <source>{step} in {count} examples</source>
        <translation>{step}（例{count}件）</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Dataset</source>
        <translation>データセット(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>ジョブ(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Playground</source>
        <translation>プレイグラウンド(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
</context>
<context>
    <name>MessageCard</name>
    <message>
        <source>Add tool call</source>
        <translation>ツール呼び出しを追加</translation>
    </message>
    <message>
        <source>Change role</source>
        <translation>ロールを変更</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>テキストを編集</translation>
    </message>
    <message>
        <source>Edit {field}</source>
        <translation>{field}を編集</translation>
    </message>
    <message>
        <source>Empty text</source>
        <translation>空のテキスト</translation>
    </message>
    <message>
        <source>Leave this reply out of training</source>
        <translation>この応答を学習対象から外す</translation>
    </message>
    <message>
        <source>Message text</source>
        <translation>メッセージのテキスト</translation>
    </message>
    <message>
        <source>No content yet</source>
        <translation>内容はまだありません</translation>
    </message>
    <message>
        <source>Remove {field}</source>
        <translation>{field}を削除</translation>
    </message>
    <message>
        <source>Text of message {number}, {role}</source>
        <translation>メッセージ{number}のテキスト（{role}）</translation>
    </message>
    <message>
        <source>Train on this reply</source>
        <translation>この応答を学習対象にする</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Add a message at the end (Ctrl+Return); the arrow chooses who speaks</source>
        <translation>末尾にメッセージを追加（Ctrl+Return）。矢印でロールを選べます</translation>
    </message>
    <message>
        <source>Add message</source>
        <translation>メッセージを追加</translation>
    </message>
    <message>
        <source>Delete message</source>
        <translation>メッセージを削除</translation>
    </message>
    <message>
        <source>Duplicate message</source>
        <translation>メッセージを複製</translation>
    </message>
    <message>
        <source>Move message</source>
        <translation>メッセージの移動</translation>
    </message>
    <message>
        <source>Show {count} more messages</source>
        <translation>さらに{count}件のメッセージを表示</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A key would travel unencrypted: http:// is only for this computer.</source>
        <translation>キーが暗号化されずに送られます。http://を使えるのは、このコンピューター宛てだけです。</translation>
    </message>
    <message>
        <source>A web page came back: the address may lack its /v1, or a network asks you to log in first.</source>
        <translation>Webページが返されました。アドレスの/v1が抜けているか、ネットワークへのログインが必要な可能性があります。</translation>
    </message>
    <message>
        <source>Add credit with the provider; waiting does not help.</source>
        <translation>プロバイダーで残高を追加してください。待っても解決しません。</translation>
    </message>
    <message>
        <source>Change what it names and try again.</source>
        <translation>指摘された点を変更して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check the address and this computer&apos;s clock, or ask who runs the network.</source>
        <translation>アドレスとこのコンピューターの時計を確認するか、ネットワークの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>Check the file and try again.</source>
        <translation>ファイルを確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check the key in the settings; it may be revoked or from another account.</source>
        <translation>設定でキーを確認してください。失効しているか、別のアカウントのものかもしれません。</translation>
    </message>
    <message>
        <source>Check the key&apos;s rights, project and organization with the provider.</source>
        <translation>キーの権限、プロジェクト、組織をプロバイダーで確認してください。</translation>
    </message>
    <message>
        <source>Check the network and the provider&apos;s address, then try again.</source>
        <translation>ネットワークとプロバイダーのアドレスを確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check the provider&apos;s address in the settings.</source>
        <translation>設定でプロバイダーのアドレスを確認してください。</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer.</source>
        <translation>このコンピューターのプロキシ設定を確認してください。</translation>
    </message>
    <message>
        <source>Choose or set up a provider at the top right of the window.</source>
        <translation>ウィンドウの右上でプロバイダーを選ぶか、設定してください。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>ほかのプログラムを終了して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Close other programs and try again; the next attempt starts afresh.</source>
        <translation>ほかのプログラムを終了して、もう一度お試しください。次は最初からやり直します。</translation>
    </message>
    <message>
        <source>Copy the key again and paste it alone, without quotes or line breaks.</source>
        <translation>キーをコピーし直し、引用符や改行を含めずにキーだけを貼り付けてください。</translation>
    </message>
    <message>
        <source>Fields are missing or of another kind than expected.</source>
        <translation>項目が足りないか、想定と種類が異なります。</translation>
    </message>
    <message>
        <source>Fix or delete it. Until then what ships with ftdesk counts.</source>
        <translation>修正するか削除してください。それまではftdesk付属のデータが使われます。</translation>
    </message>
    <message>
        <source>Free some disk space and check the rights of ftdesk&apos;s folder.</source>
        <translation>ディスクの空きを増やし、ftdeskのフォルダーの権限を確認してください。</translation>
    </message>
    <message>
        <source>If you trust that address, enter it in the settings.</source>
        <translation>そのアドレスを信頼できる場合は、設定に入力してください。</translation>
    </message>
    <message>
        <source>It did not answer the attempt to connect.</source>
        <translation>接続を試みましたが、応答がありませんでした。</translation>
    </message>
    <message>
        <source>It has a line break in it.</source>
        <translation>改行が含まれています。</translation>
    </message>
    <message>
        <source>It has a name or password in it.</source>
        <translation>名前やパスワードが含まれています。</translation>
    </message>
    <message>
        <source>It has a question mark or number sign in it.</source>
        <translation>「?」や「#」が含まれています。</translation>
    </message>
    <message>
        <source>It has a space in it.</source>
        <translation>空白が含まれています。</translation>
    </message>
    <message>
        <source>It has an invisible character in it.</source>
        <translation>目に見えない文字が含まれています。</translation>
    </message>
    <message>
        <source>It has characters that cannot be sent.</source>
        <translation>送信できない文字が含まれています。</translation>
    </message>
    <message>
        <source>It has letters that no key has.</source>
        <translation>キーには使われない文字が含まれています。</translation>
    </message>
    <message>
        <source>It has quotation marks around it.</source>
        <translation>引用符で囲まれています。</translation>
    </message>
    <message>
        <source>It has to begin with https:// or http://.</source>
        <translation>https://またはhttp://で始まる必要があります。</translation>
    </message>
    <message>
        <source>It is busy, or the network is slow.</source>
        <translation>サーバーが混雑しているか、ネットワークが遅くなっています。</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>空です。</translation>
    </message>
    <message>
        <source>It is far longer than any key.</source>
        <translation>キーとしては長すぎます。</translation>
    </message>
    <message>
        <source>It is missing, cannot be read, or changed while it was being sent.</source>
        <translation>ファイルがないか、読み込めないか、送信中に変更されました。</translation>
    </message>
    <message>
        <source>It is not a web address such as https://host/v1.</source>
        <translation>https://host/v1のようなWebアドレスではありません。</translation>
    </message>
    <message>
        <source>It may be deleted, or the provider&apos;s address may lack its /v1.</source>
        <translation>削除されているか、プロバイダーのアドレスの/v1が抜けている可能性があります。</translation>
    </message>
    <message>
        <source>It may be locked, or waiting for your answer in another window.</source>
        <translation>ロックされているか、別のウィンドウで応答を待っている可能性があります。</translation>
    </message>
    <message>
        <source>It points to {target}. A key is never sent after a redirect.</source>
        <translation>転送先は{target}です。転送先にキーを送ることはありません。</translation>
    </message>
    <message>
        <source>Its certificate is not valid for this address, so nothing was sent.</source>
        <translation>証明書がこのアドレスに対して有効ではないため、何も送信しませんでした。</translation>
    </message>
    <message>
        <source>Its process ended, perhaps because the memory ran out.</source>
        <translation>プロセスが終了しました。メモリー不足の可能性があります。</translation>
    </message>
    <message>
        <source>Its way of speaking is not known.</source>
        <translation>通信方式が不明です。</translation>
    </message>
    <message>
        <source>Look whether it did before you ask again.</source>
        <translation>もう一度要求する前に、実行されたかどうかを確認してください。</translation>
    </message>
    <message>
        <source>No computer of that name is known: the network is off, or the name is wrong.</source>
        <translation>その名前のコンピューターが見つかりません。ネットワークに接続していないか、名前が間違っています。</translation>
    </message>
    <message>
        <source>No encrypted connection came about; perhaps the server speaks http only.</source>
        <translation>暗号化された接続を確立できませんでした。サーバーがhttpにしか対応していない可能性があります。</translation>
    </message>
    <message>
        <source>Open the settings to enter or replace the key.</source>
        <translation>設定を開き、キーを入力するか置き換えてください。</translation>
    </message>
    <message>
        <source>Save your work and go on. The details help whoever looks for the fault.</source>
        <translation>作業を保存して続けてください。詳細は原因の調査に役立ちます。</translation>
    </message>
    <message>
        <source>Set an http proxy, or none.</source>
        <translation>HTTPプロキシを設定するか、プロキシなしにしてください。</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>予期しない問題が発生しました。</translation>
    </message>
    <message>
        <source>Start the server, or check the port in the provider&apos;s address.</source>
        <translation>サーバーを起動するか、プロバイダーのアドレスのポートを確認してください。</translation>
    </message>
    <message>
        <source>The account has no credit left.</source>
        <translation>アカウントの残高がありません。</translation>
    </message>
    <message>
        <source>The answer ended in the middle.</source>
        <translation>回答が途中で終わりました。</translation>
    </message>
    <message>
        <source>The answer is larger than any answer should be.</source>
        <translation>応答が大きすぎます。</translation>
    </message>
    <message>
        <source>The answer&apos;s encoding cannot be read.</source>
        <translation>応答の文字コードを読み取れません。</translation>
    </message>
    <message>
        <source>The computer is there, but no server listens at that port.</source>
        <translation>コンピューターには届きましたが、そのポートで待ち受けているサーバーがありません。</translation>
    </message>
    <message>
        <source>The connection ended before the whole answer arrived.</source>
        <translation>応答がすべて届く前に接続が切れました。</translation>
    </message>
    <message>
        <source>The connection was cut; what had arrived is kept.</source>
        <translation>接続が切れました。届いた分は残っています。</translation>
    </message>
    <message>
        <source>The fault is on its side. Try again later.</source>
        <translation>原因はサーバー側にあります。しばらくしてからもう一度お試しください。</translation>
    </message>
    <message>
        <source>The memory is full.</source>
        <translation>メモリーがいっぱいです。</translation>
    </message>
    <message>
        <source>The provider&apos;s settings cannot be used.</source>
        <translation>プロバイダーの設定を使用できません。</translation>
    </message>
    <message>
        <source>The proxy between this computer and the server refused.</source>
        <translation>このコンピューターとサーバーの間のプロキシに拒否されました。</translation>
    </message>
    <message>
        <source>The proxy set on this computer is of a kind that is not supported.</source>
        <translation>このコンピューターに設定されているプロキシの種類には対応していません。</translation>
    </message>
    <message>
        <source>The server asks us to slow down.</source>
        <translation>サーバーから、要求の間隔を空けるように求められました。</translation>
    </message>
    <message>
        <source>The server could not be used.</source>
        <translation>サーバーを使用できませんでした。</translation>
    </message>
    <message>
        <source>The server did not answer within {seconds} s.</source>
        <translation>サーバーが{seconds}秒以内に応答しませんでした。</translation>
    </message>
    <message>
        <source>The server does not accept the key.</source>
        <translation>サーバーがキーを受け付けません。</translation>
    </message>
    <message>
        <source>The server does not know what was asked for.</source>
        <translation>要求したものがサーバーにありません。</translation>
    </message>
    <message>
        <source>The server failed (status {status}).</source>
        <translation>サーバーでエラーが発生しました（ステータス{status}）。</translation>
    </message>
    <message>
        <source>The server kept {stored} of {sent} bytes.</source>
        <translation>{sent}バイトのうち、サーバーに保存されたのは{stored}バイトです。</translation>
    </message>
    <message>
        <source>The server may or may not have done what was asked.</source>
        <translation>要求が実行されたかどうかは分かりません。</translation>
    </message>
    <message>
        <source>The server refused the request (status {status}).</source>
        <translation>サーバーに要求を拒否されました（ステータス{status}）。</translation>
    </message>
    <message>
        <source>The server sends us to another address.</source>
        <translation>サーバーから別のアドレスへ転送されました。</translation>
    </message>
    <message>
        <source>The server&apos;s answer cannot be used.</source>
        <translation>サーバーの応答を使用できません。</translation>
    </message>
    <message>
        <source>The system keyring did not answer.</source>
        <translation>システムのキーリングが応答しません。</translation>
    </message>
    <message>
        <source>The system refused: {cause}.</source>
        <translation>システムに拒否されました：{cause}</translation>
    </message>
    <message>
        <source>The upload did not arrive whole.</source>
        <translation>アップロードが最後まで届きませんでした。</translation>
    </message>
    <message>
        <source>There is no way to it from this network.</source>
        <translation>このネットワークからは到達できません。</translation>
    </message>
    <message>
        <source>This is a fault in ftdesk. Your data is as it was.</source>
        <translation>ftdeskの不具合です。データは元のままです。</translation>
    </message>
    <message>
        <source>This key cannot be used.</source>
        <translation>このキーは使用できません。</translation>
    </message>
    <message>
        <source>This key is not allowed to do that.</source>
        <translation>このキーには、その操作の権限がありません。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Try again in {wait} s.</source>
        <translation>{wait}秒後に、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Unlock it and try again, or enter the key for this session only.</source>
        <translation>ロックを解除してもう一度お試しになるか、このセッションだけで使うキーを入力してください。</translation>
    </message>
    <message>
        <source>Upload the file again; the broken copy is not used.</source>
        <translation>ファイルをもう一度アップロードしてください。壊れたコピーは使われません。</translation>
    </message>
    <message>
        <source>What came back is not JSON.</source>
        <translation>返された内容がJSONではありません。</translation>
    </message>
    <message>
        <source>Work in the background was cut off.</source>
        <translation>バックグラウンドの処理が中断されました。</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>{host}に接続できません。</translation>
    </message>
    <message>
        <source>“{name}” cannot be uploaded.</source>
        <translation>「{name}」をアップロードできません。</translation>
    </message>
    <message>
        <source>“{name}” cannot be used: {cause}.</source>
        <translation>「{name}」を使用できません：{cause}</translation>
    </message>
</context>
<context>
    <name>ModelBox</name>
    <message>
        <source>Name of a base model or a tuned model</source>
        <translation>ベースモデルまたはチューニング済みモデルの名前</translation>
    </message>
</context>
<context>
    <name>ModelForm</name>
    <message>
        <source>A job costs at least</source>
        <translation>ジョブの最低料金</translation>
    </message>
    <message>
        <source>A job may ask for</source>
        <translation>ジョブで指定可能</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>時点</translation>
    </message>
    <message>
        <source>Byte order mark</source>
        <translation>バイト順マーク</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>通貨</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>デプロイ</translation>
    </message>
    <message>
        <source>Epochs where none are asked for</source>
        <translation>指定しないときのエポック数</translation>
    </message>
    <message>
        <source>Fewest examples</source>
        <translation>例の最小件数</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Give the model a name.</source>
        <translation>モデルに名前を付けてください。</translation>
    </message>
    <message>
        <source>In preference data</source>
        <translation>選好データ</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Keep these figures</source>
        <translation>この値を保存</translation>
    </message>
    <message>
        <source>Largest file</source>
        <translation>最大サイズ</translation>
    </message>
    <message>
        <source>Largest file sent in parts</source>
        <translation>分割送信時の最大サイズ</translation>
    </message>
    <message>
        <source>Length of an example</source>
        <translation>例の長さ</translation>
    </message>
    <message>
        <source>Longer examples</source>
        <translation>上限を超える例</translation>
    </message>
    <message>
        <source>Longest suffix</source>
        <translation>サフィックスの最大長</translation>
    </message>
    <message>
        <source>Most examples</source>
        <translation>例の最大件数</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>モデルの名前</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>No jobs from this day on</source>
        <translation>ジョブの受付終了日</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Obeys weights</source>
        <translation>重みに対応</translation>
    </message>
    <message>
        <source>Own entry</source>
        <translation>独自の入力</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>Prompt, cached</source>
        <translation>プロンプト（キャッシュ）</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不可</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>ロール</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>出典：{source}</translation>
    </message>
    <message>
        <source>Switched off from this day on</source>
        <translation>提供終了日</translation>
    </message>
    <message>
        <source>Takes images</source>
        <translation>画像に対応</translation>
    </message>
    <message>
        <source>Takes tools</source>
        <translation>ツールに対応</translation>
    </message>
    <message>
        <source>The end is cut off</source>
        <translation>末尾を切り捨て</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>The job fails</source>
        <translation>ジョブが失敗</translation>
    </message>
    <message>
        <source>They are left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>学習時</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>必須</translation>
    </message>
    <message>
        <source>When it answers</source>
        <translation>応答時</translation>
    </message>
    <message>
        <source>Where this is from</source>
        <translation>値の出典</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>per hour</source>
        <translation>1時間あたり</translation>
    </message>
    <message>
        <source>per million tokens</source>
        <translation>100万トークンあたり</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>{field}, not confirmed</source>
        <translation>{field}、未確認</translation>
    </message>
    <message>
        <source>“{field}” is needed.</source>
        <translation>「{field}」は必須です。</translation>
    </message>
    <message>
        <source>“{field}” is not written as it must be.</source>
        <translation>「{field}」の書き方が正しくありません。</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Add model</source>
        <translation>モデルを追加</translation>
    </message>
    <message>
        <source>As it ships</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>New provider…</source>
        <translation>新しいプロバイダー…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove provider…</source>
        <translation>プロバイダーを削除…</translation>
    </message>
    <message>
        <source>There is a model of this name already.</source>
        <translation>同じ名前のモデルがすでにあります。</translation>
    </message>
    <message>
        <source>as it ships</source>
        <translation>初期値</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更済み</translation>
    </message>
    <message>
        <source>new model</source>
        <translation>新しいモデル</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>own</source>
        <translation>独自</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name}のコピー</translation>
    </message>
</context>
<context>
    <name>NewJobDialog</name>
    <message>
        <source>Batch size</source>
        <translation>バッチサイズ</translation>
    </message>
    <message>
        <source>Choose a model.</source>
        <translation>モデルを選んでください。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>Learning rate multiplier</source>
        <translation>学習率の倍率</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>新しいジョブ</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>未接続です</translation>
    </message>
    <message>
        <source>Part of the tuned model&apos;s name</source>
        <translation>チューニング済みモデルの名前の一部</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Start job</source>
        <translation>ジョブを開始</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>サフィックス</translation>
    </message>
    <message>
        <source>The files are being checked for this model.</source>
        <translation>このモデルに合わせてファイルを確認しています。</translation>
    </message>
    <message>
        <source>The validation file is the training file. Choose another one.</source>
        <translation>検証ファイルが学習ファイルと同じです。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>学習ファイル</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>検証ファイル</translation>
    </message>
    <message>
        <source>{model} cannot be trained with {format} data.</source>
        <translation>{model}は「{format}」のデータでは学習できません。</translation>
    </message>
</context>
<context>
    <name>NewProviderDialog</name>
    <message>
        <source>Add provider</source>
        <translation>プロバイダーを追加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>New provider</source>
        <translation>新しいプロバイダー</translation>
    </message>
    <message>
        <source>What its models take, as far as you know it; each model can say otherwise and has prices of its own. What is not confirmed stays so until you change it or name a source. An address and a key have their place under “Providers”.</source>
        <translation>このプロバイダーのモデルが受け付ける内容を、わかる範囲で入力してください。値はモデルごとに変更でき、料金もモデルごとに設定します。「未確認」の値は、変更するか出典を入力すると確認済みになります。アドレスとキーは「プロバイダー」のページで設定します。</translation>
    </message>
</context>
<context>
    <name>NoForm</name>
    <message>
        <source>This line is blank.</source>
        <translation>この行は空行です。</translation>
    </message>
    <message>
        <source>This line is no example yet, so there is no form for it. Fix it in the raw line below.</source>
        <translation>この行はまだ例になっていないため、フォームで表示できません。下のJSONで修正してください。</translation>
    </message>
    <message>
        <source>This line is too long for a form. Its JSON can be edited in parts.</source>
        <translation>この行はフォームで表示するには長すぎます。JSONを部分ごとに編集できます。</translation>
    </message>
</context>
<context>
    <name>NoRows</name>
    <message>
        <source>No example matches the filter.</source>
        <translation>絞り込みに一致する例はありません。</translation>
    </message>
    <message>
        <source>Show all examples</source>
        <translation>すべての例を表示</translation>
    </message>
    <message>
        <source>There is no example yet.</source>
        <translation>例はまだありません。</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation>お知らせ</translation>
    </message>
</context>
<context>
    <name>OwnProviderDesk</name>
    <message>
        <source>Its models and their prices go with it: {models}.</source>
        <translation>次のモデルとその料金も削除されます：{models}</translation>
    </message>
    <message>
        <source>Keep these figures</source>
        <translation>この値を保存</translation>
    </message>
    <message>
        <source>Remove provider</source>
        <translation>プロバイダーを削除</translation>
    </message>
    <message>
        <source>Remove the provider “{name}”?</source>
        <translation>プロバイダー「{name}」を削除しますか？</translation>
    </message>
    <message>
        <source>There is a provider of this name already.</source>
        <translation>同じ名前のプロバイダーがすでにあります。</translation>
    </message>
</context>
<context>
    <name>OwnProviderForm</name>
    <message>
        <source>First model</source>
        <translation>最初のモデル</translation>
    </message>
    <message>
        <source>Give its first model a name.</source>
        <translation>最初のモデルに名前を付けてください。</translation>
    </message>
    <message>
        <source>Give the provider a name.</source>
        <translation>プロバイダーに名前を付けてください。</translation>
    </message>
    <message>
        <source>Name of the provider</source>
        <translation>プロバイダー名</translation>
    </message>
    <message>
        <source>On the command line: {id}/MODEL</source>
        <translation>コマンドライン：{id}/モデル名</translation>
    </message>
    <message>
        <source>The name that lists show.</source>
        <translation>一覧に表示する名前です。</translation>
    </message>
</context>
<context>
    <name>PartsBar</name>
    <message>
        <source>Characters {first}–{last} of {count}; the others stay as they are</source>
        <translation>{count}文字中{first}～{last}文字目。ほかの部分は変わりません</translation>
    </message>
    <message>
        <source>Show the part after (Ctrl+Page Down)</source>
        <translation>後の部分を表示 (Ctrl+Page Down)</translation>
    </message>
    <message>
        <source>Show the part before (Ctrl+Page Up)</source>
        <translation>前の部分を表示 (Ctrl+Page Up)</translation>
    </message>
</context>
<context>
    <name>PastErrorLabel</name>
    <message>
        <source>Past error of such predictions: {error} (median of the last {count} jobs)</source>
        <translation>これまでの予測の誤差：{error}（直近{count}件のジョブの中央値）</translation>
    </message>
    <message>
        <source>Past error of such predictions: {error} (one job)</source>
        <translation>これまでの予測の誤差：{error}（ジョブ1件）</translation>
    </message>
</context>
<context>
    <name>PlaygroundTab</name>
    <message>
        <source>Answer again</source>
        <translation>もう一度回答</translation>
    </message>
    <message>
        <source>Make example of the last answer</source>
        <translation>最後の回答を例にする</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>Refresh models</source>
        <translation>モデルの一覧を更新</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>回答を停止</translation>
    </message>
    <message>
        <source>The server is not ready yet</source>
        <translation>サーバーの準備ができていません</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>A small model of this machine: it learns the replies of the file and knows nothing else.</source>
        <translation>このコンピューターの小さなモデルです。ファイルの応答だけを学び、それ以外のことは知りません。</translation>
    </message>
    <message>
        <source>Local engine</source>
        <translation>ローカルエンジン</translation>
    </message>
</context>
<context>
    <name>PromptDesk</name>
    <message>
        <source>Remove the system prompt</source>
        <translation>システムプロンプトを削除</translation>
    </message>
    <message>
        <source>Shorten the system prompt</source>
        <translation>システムプロンプトを短縮</translation>
    </message>
</context>
<context>
    <name>PromptLab</name>
    <message>
        <source>1,000 calls</source>
        <translation>1,000回</translation>
    </message>
    <message>
        <source>1,000, cached</source>
        <translation>1,000回（キャッシュ）</translation>
    </message>
    <message>
        <source>Add a variant</source>
        <translation>案を追加</translation>
    </message>
    <message>
        <source>Apply to {count} examples</source>
        <translation>{count}件の例に適用</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>現在のまま</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Delete variant</source>
        <translation>案を削除</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>No example of this file has a system prompt.</source>
        <translation>このファイルにシステムプロンプトのある例はありません。</translation>
    </message>
    <message>
        <source>No price is known for {model}; tokens are counted with its vocabulary.</source>
        <translation>{model}の料金は不明です。トークンはこのモデルの語彙で数えています。</translation>
    </message>
    <message>
        <source>Per call</source>
        <translation>1回あたり</translation>
    </message>
    <message>
        <source>Remove it altogether</source>
        <translation>プロンプトなし</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>節約</translation>
    </message>
    <message>
        <source>Saved by each call of a model tuned from {model}, at the price of {date} from {source}, and by one epoch of training on this file.</source>
        <translation>{model}をチューニングしたモデルの呼び出しごとの節約額（{date}時点の料金、出典：{source}）と、このファイルを1エポック学習するときの節約分です。</translation>
    </message>
    <message>
        <source>Shorter system prompts</source>
        <translation>システムプロンプトの短縮</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>システムプロンプト</translation>
    </message>
    <message>
        <source>System prompts of the file</source>
        <translation>ファイルのシステムプロンプト</translation>
    </message>
    <message>
        <source>The file is being checked; its system prompts come when that is done.</source>
        <translation>ファイルを確認しています。終わるとシステムプロンプトが表示されます。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>案</translation>
    </message>
    <message>
        <source>Variant {number}</source>
        <translation>案{number}</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>案</translation>
    </message>
</context>
<context>
    <name>ProviderChip</name>
    <message>
        <source>Provider settings…</source>
        <translation>プロバイダーの設定…</translation>
    </message>
    <message>
        <source>Provider: {name}</source>
        <translation>プロバイダー：{name}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
</context>
<context>
    <name>ProviderForm</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI&apos;s format. Files, jobs and chats go to its address.</source>
        <translation>OpenAI互換の任意のサーバーです。ファイル、ジョブ、チャットはそのアドレスに送られます。</translation>
    </message>
    <message>
        <source>Files, jobs and chats go to OpenAI. A key is needed; jobs and chats cost money.</source>
        <translation>ファイル、ジョブ、チャットはOpenAIに送られます。キーが必要です。ジョブとチャットには料金がかかります。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>It works: 1 model.</source>
        <translation>接続できました：モデル1件</translation>
    </message>
    <message>
        <source>It works: {count} models.</source>
        <translation>接続できました：モデル{count}件</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>省略可</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Remove provider</source>
        <translation>プロバイダーを削除</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>接続をテスト</translation>
    </message>
    <message>
        <source>Testing the connection</source>
        <translation>接続をテストしています</translation>
    </message>
    <message>
        <source>Trains and answers on this computer, without a key and without a network. Nothing leaves it.</source>
        <translation>キーもネットワークも使わず、このコンピューターで学習と回答を行います。データが外に出ることはありません。</translation>
    </message>
    <message>
        <source>Use this provider</source>
        <translation>このプロバイダーを使う</translation>
    </message>
</context>
<context>
    <name>ProvidersPage</name>
    <message>
        <source>Add provider</source>
        <translation>プロバイダーを追加</translation>
    </message>
    <message>
        <source>New provider</source>
        <translation>新しいプロバイダー</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>プロバイダー</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open recent</source>
        <translation>最近使ったファイルを開く</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>1 change</source>
        <translation>変更1件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Not JSON, so left as they are: {count}.</source>
        <translation>JSONではないため、そのままの例：{count}件</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置換</translation>
    </message>
    <message>
        <source>Replace in examples</source>
        <translation>例の文字列を置換</translation>
    </message>
    <message>
        <source>Replace {count}</source>
        <translation>{count}件を置換</translation>
    </message>
    <message>
        <source>Replace “{text}”</source>
        <translation>「{text}」を置換</translation>
    </message>
    <message>
        <source>Replacing…</source>
        <translation>置換しています…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>{changes} changes (examples: {rows})</source>
        <translation>変更{changes}件（例{rows}件）</translation>
    </message>
</context>
<context>
    <name>ReplaceForm</name>
    <message>
        <source>Find</source>
        <translation>検索する文字列</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>大文字と小文字を区別</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正規表現</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>置換後の文字列</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>単語単位</translation>
    </message>
</context>
<context>
    <name>RoleTag</name>
    <message>
        <source>Role</source>
        <translation>ロール</translation>
    </message>
</context>
<context>
    <name>RoomLine</name>
    <message>
        <source>1 version takes {used} of at most {limit}.</source>
        <translation>1個のバージョンが{used}を使用しています（上限{limit}）。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Change limit…</source>
        <translation>上限を変更…</translation>
    </message>
    <message>
        <source>Megabytes that the versions of all files may take. When they need more, the oldest go first;
those with a name and those of jobs go last.</source>
        <translation>全ファイルのバージョンが使える容量（MB）。足りなくなると古いものから削除され、
名前を付けたものとジョブのものは最後に削除されます。</translation>
    </message>
    <message>
        <source>Room for versions</source>
        <translation>バージョンの容量</translation>
    </message>
    <message>
        <source>Set limit</source>
        <translation>上限を設定</translation>
    </message>
    <message>
        <source>{count} versions of all files take {used} of at most {limit}.</source>
        <translation>全ファイルのバージョン{count}個が{used}を使用しています（上限{limit}）。</translation>
    </message>
</context>
<context>
    <name>RowFinder</name>
    <message>
        <source>Filtering…</source>
        <translation>絞り込み中…</translation>
    </message>
</context>
<context>
    <name>RowPainter</name>
    <message>
        <source>blank line</source>
        <translation>空行</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>テキストなし</translation>
    </message>
</context>
<context>
    <name>RowScope</name>
    <message>
        <source>All examples ({count})</source>
        <translation>すべての例（{count}件）</translation>
    </message>
    <message>
        <source>Examples to change</source>
        <translation>変更する例</translation>
    </message>
    <message>
        <source>The examples shown ({count})</source>
        <translation>表示中の例（{count}件）</translation>
    </message>
    <message>
        <source>The selected examples ({count})</source>
        <translation>選択した例（{count}件）</translation>
    </message>
</context>
<context>
    <name>RowSteps</name>
    <message>
        <source>Add example from the playground</source>
        <translation>プレイグラウンドから例を追加</translation>
    </message>
    <message>
        <source>Delete example</source>
        <translation>例を削除</translation>
    </message>
    <message>
        <source>Delete {count} examples</source>
        <translation>例{count}件を削除</translation>
    </message>
    <message>
        <source>Duplicate example</source>
        <translation>例を複製</translation>
    </message>
    <message>
        <source>New example</source>
        <translation>新しい例</translation>
    </message>
    <message>
        <source>Reading the selected examples</source>
        <translation>選択した例を読み込んでいます</translation>
    </message>
</context>
<context>
    <name>RunningWork</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cancel: {title}</source>
        <translation>キャンセル：{title}</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>ほか{count}件</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>General</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Models and prices</source>
        <translation>モデルと料金</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Ask as</source>
        <translation>送信形式</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>補完</translation>
    </message>
    <message>
        <source>How the model should behave</source>
        <translation>モデルの振る舞いの指示</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>回答の最大長</translation>
    </message>
    <message>
        <source>Longest answer, in tokens</source>
        <translation>回答の最大長（トークン数）</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメーター</translation>
    </message>
    <message>
        <source>Refresh the list of models</source>
        <translation>モデルの一覧を更新</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Stop text</source>
        <translation>停止文字列</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>システムプロンプト</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
</context>
<context>
    <name>Severity</name>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>SharedExamples</name>
    <message>
        <source>In the training file, too: {count}</source>
        <translation>学習ファイルにもある例：{count}件</translation>
    </message>
    <message>
        <source>With a near duplicate in the training file: {count}</source>
        <translation>学習ファイルにもある例（ほぼ同じものを含む）：{count}件</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Fine-tune with this file…</source>
        <translation>ファインチューニング…</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Kinds kept in proportion: {count}.</source>
        <translation>割合を保つ種類：{count}</translation>
    </message>
    <message>
        <source>Name both files.</source>
        <translation>両方のファイル名を入力してください。</translation>
    </message>
    <message>
        <source>Reading the examples: {percent} %</source>
        <translation>例を読み込んでいます：{percent}%</translation>
    </message>
    <message>
        <source>Repeated examples, kept together: {count}.</source>
        <translation>重複する例（同じファイルに入れます）：{count}件</translation>
    </message>
    <message>
        <source>Repeated examples, which may be in both files: {count}.</source>
        <translation>重複する例（両方のファイルに入ることがあります）：{count}件</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Split into training and validation</source>
        <translation>学習用と検証用に分割</translation>
    </message>
    <message>
        <source>The share is too large: no row would be for training.</source>
        <translation>割合が大きすぎます。学習用の行がなくなります。</translation>
    </message>
    <message>
        <source>The share is too small: no row would be for validation.</source>
        <translation>割合が小さすぎます。検証用の行がなくなります。</translation>
    </message>
    <message>
        <source>Two new files are written to {folder}. The open file stays as it is.</source>
        <translation>{folder}に新しいファイルを2つ書き込みます。開いているファイルは変わりません。</translation>
    </message>
    <message>
        <source>{training} rows for training · {validation} for validation</source>
        <translation>学習用{training}行・検証用{validation}行</translation>
    </message>
</context>
<context>
    <name>SplitForm</name>
    <message>
        <source>For validation</source>
        <translation>検証用の割合</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>In the same proportion</source>
        <translation>割合を保つもの</translation>
    </message>
    <message>
        <source>Keep repeated examples in the same file</source>
        <translation>重複する例を同じファイルに入れる</translation>
    </message>
    <message>
        <source>Last answers (labels)</source>
        <translation>最後の回答（ラベル）</translation>
    </message>
    <message>
        <source>Nothing: at random</source>
        <translation>なし（無作為）</translation>
    </message>
    <message>
        <source>Numbers of messages</source>
        <translation>メッセージ数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>So that nothing is validated that was trained on</source>
        <translation>学習に使った例が検証に混ざらないようにします</translation>
    </message>
    <message>
        <source>System prompts</source>
        <translation>システムプロンプト</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>学習ファイル</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>検証ファイル</translation>
    </message>
</context>
<context>
    <name>StatisticsBoard</name>
    <message>
        <source>New file</source>
        <translation>新しいファイル</translation>
    </message>
    <message>
        <source>No examples</source>
        <translation>例なし</translation>
    </message>
    <message>
        <source>Not counted for this model</source>
        <translation>このモデルでは数えていません</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>まだ数えていません</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>まだ調べていません</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>指摘なし</translation>
    </message>
    <message>
        <source>The answers are being looked at</source>
        <translation>回答を調べています</translation>
    </message>
</context>
<context>
    <name>StatisticsPanel</name>
    <message>
        <source>All statistics…</source>
        <translation>すべての統計…</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例の数</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Largest example</source>
        <translation>最大の例</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>統計</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>学習対象</translation>
    </message>
</context>
<context>
    <name>StatisticsWindow</name>
    <message>
        <source>Charts</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>表をコピー</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>統計</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>値</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>1 example</source>
        <translation>例1件</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>読み取り専用</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>無題</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>編集済み</translation>
    </message>
    <message>
        <source>{count} examples</source>
        <translation>例{count}件</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count}トークン</translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
</context>
<context>
    <name>SystemPromptDialog</name>
    <message>
        <source>Add it where there is none</source>
        <translation>ない例に追加</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove system prompt</source>
        <translation>システムプロンプトを削除</translation>
    </message>
    <message>
        <source>Remove the system prompt</source>
        <translation>システムプロンプトを削除</translation>
    </message>
    <message>
        <source>Replace it where there is one</source>
        <translation>ある例で置き換え</translation>
    </message>
    <message>
        <source>Set it in every example</source>
        <translation>すべての例に設定</translation>
    </message>
    <message>
        <source>Set system prompt</source>
        <translation>システムプロンプトを設定</translation>
    </message>
    <message>
        <source>Set the system prompt</source>
        <translation>システムプロンプトを設定</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>システムプロンプト</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>TableHeader</name>
    <message>
        <source>Example</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Order by findings</source>
        <translation>指摘順に並べる</translation>
    </message>
    <message>
        <source>Order by line</source>
        <translation>行番号順に並べる</translation>
    </message>
    <message>
        <source>Order by tokens</source>
        <translation>トークン順に並べる</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>ターン</translation>
    </message>
</context>
<context>
    <name>TablePane</name>
    <message>
        <source>Delete selected examples (Delete)</source>
        <translation>選択した例を削除（Delete）</translation>
    </message>
    <message>
        <source>Duplicate example (Ctrl+D)</source>
        <translation>例を複製（Ctrl+D）</translation>
    </message>
    <message>
        <source>New example</source>
        <translation>新しい例</translation>
    </message>
</context>
<context>
    <name>TargetBox</name>
    <message>
        <source>Model to train</source>
        <translation>学習するモデル</translation>
    </message>
    <message>
        <source>Search a model</source>
        <translation>モデルを検索</translation>
    </message>
</context>
<context>
    <name>TargetField</name>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Choose: {title}</source>
        <translation>選択：{title}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Training files (*.jsonl *.json *.txt)</source>
        <translation>学習ファイル (*.jsonl *.json *.txt)</translation>
    </message>
</context>
<context>
    <name>TextQuery</name>
    <message>
        <source>This cannot be put in its place: {cause}.</source>
        <translation>置換後の文字列として使えません：{cause}</translation>
    </message>
    <message>
        <source>This expression takes too long on line {line}. Nested repetitions such as (a+)+ do that.</source>
        <translation>この正規表現は{line}行目で時間がかかりすぎています。(a+)+のような入れ子の繰り返しが原因になります。</translation>
    </message>
    <message>
        <source>This is no regular expression: {cause} (character {place}).</source>
        <translation>正規表現として正しくありません：{cause}（{place}文字目）</translation>
    </message>
    <message>
        <source>This is no regular expression: {cause}.</source>
        <translation>正規表現として正しくありません：{cause}</translation>
    </message>
</context>
<context>
    <name>ToolCall</name>
    <message>
        <source>Arguments as JSON</source>
        <translation>引数（JSON）</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>関数</translation>
    </message>
    <message>
        <source>Id of the call</source>
        <translation>呼び出しのID</translation>
    </message>
    <message>
        <source>Remove this call</source>
        <translation>この呼び出しを削除</translation>
    </message>
    <message>
        <source>The arguments are not JSON yet, at line {line}, column {column}.</source>
        <translation>引数はまだJSONになっていません（{line}行目、{column}文字目）。</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>呼び出し</translation>
    </message>
    <message>
        <source>function</source>
        <translation>関数</translation>
    </message>
    <message>
        <source>id</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>ToolCalls</name>
    <message>
        <source>Edit tool call</source>
        <translation>ツール呼び出しを編集</translation>
    </message>
    <message>
        <source>Remove tool call</source>
        <translation>ツール呼び出しを削除</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Main tabs</source>
        <translation>メインタブ</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Ask the base model</source>
        <translation>ベースモデルに質問する</translation>
    </message>
    <message>
        <source>Ask the tuned model</source>
        <translation>チューニング済みモデルに質問する</translation>
    </message>
    <message>
        <source>Fix it</source>
        <translation>修正する</translation>
    </message>
    <message>
        <source>Make the answer a new example</source>
        <translation>回答を新しい例にする</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>サンプルを開く</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Save the dataset again</source>
        <translation>データセットをもう一度保存する</translation>
    </message>
    <message>
        <source>See what is wrong with which example</source>
        <translation>どの例に問題があるかを確かめる</translation>
    </message>
    <message>
        <source>Set up a job: files, epochs, price, destination</source>
        <translation>ジョブを設定する：ファイル、エポック数、料金、送信先</translation>
    </message>
    <message>
        <source>Start it and watch its loss fall</source>
        <translation>開始して、損失が下がるのを見る</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>会話</translation>
    </message>
</context>
<context>
    <name>TurnCard</name>
    <message>
        <source>Add this conversation up to here to the open dataset</source>
        <translation>ここまでの会話を、開いているデータセットに追加</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>もう一度回答</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>アシスタント</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Make example</source>
        <translation>例にする</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー</translation>
    </message>
    <message>
        <source>… and {count} more characters</source>
        <translation>… ほか{count}文字</translation>
    </message>
</context>
<context>
    <name>VersionChores</name>
    <message>
        <source>A version with a name is among the last to make room for new ones.</source>
        <translation>名前を付けたバージョンは、容量が足りないときも最後まで残ります。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Delete the version “{title}”?</source>
        <translation>バージョン「{title}」を削除しますか？</translation>
    </message>
    <message>
        <source>Delete {count} versions?</source>
        <translation>{count}個のバージョンを削除しますか？</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>バージョンの名前</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Save a copy of the version</source>
        <translation>バージョンのコピーを保存</translation>
    </message>
    <message>
        <source>This cannot be undone. The file itself stays as it is.</source>
        <translation>取り消しできません。ファイル自体は変わりません。</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>「{name}」を書き込んでいます</translation>
    </message>
</context>
<context>
    <name>VersionDesk</name>
    <message>
        <source>Nothing to bring back: the open file is the same as this version: {title}.</source>
        <translation>復元するものはありません。開いているファイルはこのバージョンと同じです：{title}</translation>
    </message>
    <message>
        <source>The versions kept so far could not be read. They lie in {name} in {folder}, and new ones are kept from now on.</source>
        <translation>これまでのバージョンを読み込めませんでした。{folder}の{name}に残してあり、これから新しく記録します。</translation>
    </message>
    <message>
        <source>This is back: {title}. Undo takes it away again; saving puts it into the file.</source>
        <translation>復元しました：{title}。「元に戻す」で取り消せます。保存するとファイルに反映されます。</translation>
    </message>
</context>
<context>
    <name>VersionKeeper</name>
    <message>
        <source>Keeping what the other program wrote</source>
        <translation>ほかのプログラムが書き込んだ内容を記録しています</translation>
    </message>
</context>
<context>
    <name>VersionOpening</name>
    <message>
        <source>Opening a version</source>
        <translation>バージョンを開いています</translation>
    </message>
    <message>
        <source>This is a version of {name}: {title}. It cannot be changed here; Save as… keeps it as a file of its own.</source>
        <translation>これは「{name}」のバージョンです：{title}。ここでは変更できません。「名前を付けて保存…」で別のファイルとして残せます。</translation>
    </message>
    <message>
        <source>Versions cannot be changed.</source>
        <translation>バージョンは変更できません。</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Before your first edit</source>
        <translation>最初の編集の前</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Kept because</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存時</translation>
    </message>
    <message>
        <source>Sent to a job</source>
        <translation>ジョブに送信</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Written by another program</source>
        <translation>ほかのプログラムによる書き込み</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}（{time}）</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Bring back</source>
        <translation>復元</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>2つを比較</translation>
    </message>
    <message>
        <source>Compare with the open file</source>
        <translation>開いているファイルと比較</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>No version yet. One is kept before your first edit of a file, at each save, and when a job is started with it.</source>
        <translation>バージョンはまだありません。ファイルの最初の編集の前、保存のたび、ジョブの開始時に記録されます。</translation>
    </message>
    <message>
        <source>Open to look at</source>
        <translation>開いて見る</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>名前を変更…</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>コピーを保存…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Versions of all files</source>
        <translation>全ファイルのバージョン</translation>
    </message>
    <message>
        <source>Versions of {name}</source>
        <translation>「{name}」のバージョン</translation>
    </message>
</context>
<context>
    <name>WeightDialog</name>
    <message>
        <source>0: not trained on</source>
        <translation>0：学習しない</translation>
    </message>
    <message>
        <source>1: trained on</source>
        <translation>1：学習する</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>すべての回答</translation>
    </message>
    <message>
        <source>All but the last answer</source>
        <translation>最後以外の回答</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>No weight: trained on</source>
        <translation>重みなし：学習する</translation>
    </message>
    <message>
        <source>Remove weights</source>
        <translation>重みを削除</translation>
    </message>
    <message>
        <source>Set weights</source>
        <translation>重みを設定</translation>
    </message>
    <message>
        <source>The last answer</source>
        <translation>最後の回答</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Weights of answers</source>
        <translation>回答の重み</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>A file of ftdesk could not be read. It is kept as {name} in {folder}, and a new one begins.</source>
        <translation>ftdeskのファイルを読み込めませんでした。{folder}に{name}として残し、新しいファイルで始めます。</translation>
    </message>
    <message>
        <source>A job request that is {old} cannot become {new}.</source>
        <translation>状態が{old}のジョブ要求を{new}に変えることはできません。</translation>
    </message>
    <message>
        <source>A key would travel to {address} unencrypted. Use an address that begins with https.</source>
        <translation>キーが{address}へ暗号化されずに送られます。httpsで始まるアドレスを使ってください。</translation>
    </message>
    <message>
        <source>Several files say what holds for this provider: {names}. Make it one file in {folder} first.</source>
        <translation>このプロバイダーの設定が複数のファイルにあります：{names}。先に{folder}内で1つのファイルにまとめてください。</translation>
    </message>
    <message>
        <source>The address {address} is not a web address such as https://host/v1.</source>
        <translation>アドレス{address}は、https://host/v1のようなWebアドレスではありません。</translation>
    </message>
    <message>
        <source>The conversation was deleted.</source>
        <translation>会話は削除されています。</translation>
    </message>
    <message>
        <source>The data of this job is not kept: there was no room for it, or it was deleted since.</source>
        <translation>このジョブのデータは残っていません。容量が足りなかったか、その後削除されました。</translation>
    </message>
    <message>
        <source>The database {path} cannot be used: {cause}</source>
        <translation>データベース{path}を使用できません：{cause}</translation>
    </message>
    <message>
        <source>The database {path} was written by a newer ftdesk. Update ftdesk, or choose another workspace.</source>
        <translation>データベース{path}は新しいバージョンのftdeskで書かれています。ftdeskを更新するか、別のワークスペースを選んでください。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used: {cause}</source>
        <translation>フォルダー{folder}を使用できません：{cause}</translation>
    </message>
    <message>
        <source>The job request number {id} is not in the database.</source>
        <translation>ジョブ要求{id}はデータベースにありません。</translation>
    </message>
    <message>
        <source>The key has a space or line break inside. Paste the key alone.</source>
        <translation>キーの途中に空白か改行があります。キーだけを貼り付けてください。</translation>
    </message>
    <message>
        <source>The key has characters that no key has, such as typographic quotes. Copy it again.</source>
        <translation>キーに、全角文字や飾り引用符など、使えない文字が含まれています。コピーし直してください。</translation>
    </message>
    <message>
        <source>The key is empty.</source>
        <translation>キーが空です。</translation>
    </message>
    <message>
        <source>The key is too long. Check that only the key was pasted.</source>
        <translation>キーが長すぎます。キーだけを貼り付けたか確認してください。</translation>
    </message>
    <message>
        <source>The message was deleted.</source>
        <translation>メッセージは削除されています。</translation>
    </message>
    <message>
        <source>The settings could not be saved to {path}: {cause}</source>
        <translation>設定を{path}に保存できませんでした：{cause}</translation>
    </message>
    <message>
        <source>The system keyring did not give the key back, so it is kept until ftdesk ends.</source>
        <translation>システムのキーリングからキーを読み戻せないため、ftdeskを終了するまで保持します。</translation>
    </message>
    <message>
        <source>The system keyring did not work: {cause}</source>
        <translation>システムのキーリングが使えませんでした：{cause}</translation>
    </message>
    <message>
        <source>The system keyring is locked. Unlock it and try again, or keep the key for this session only.</source>
        <translation>システムのキーリングがロックされています。解除してもう一度試すか、このセッションの間だけキーを保持してください。</translation>
    </message>
    <message>
        <source>The unsaved changes kept in {path} are damaged.</source>
        <translation>{path}に控えた未保存の変更が壊れています。</translation>
    </message>
    <message>
        <source>The version was not kept: versions may take {limit} MB on the disk, and it needs more. Raise the limit or delete versions in File → Versions.</source>
        <translation>バージョンを記録できませんでした。バージョンが使えるディスク容量は{limit}MBですが、それ以上必要です。上限を上げるか、「ファイル」→「バージョン」で削除してください。</translation>
    </message>
    <message>
        <source>There is a file {name} in {folder} already. Give the provider another name, or move the file away.</source>
        <translation>{folder}にファイル{name}がすでにあります。プロバイダーに別の名前を付けるか、そのファイルを移動してください。</translation>
    </message>
    <message>
        <source>This system offers no safe place for keys, so they are kept until ftdesk ends.</source>
        <translation>このシステムにはキーの安全な保存場所がないため、ftdeskを終了するまで保持します。</translation>
    </message>
    <message>
        <source>This version cannot be read: its bytes in {path} are damaged.</source>
        <translation>このバージョンを読み込めません。{path}内のデータが壊れています。</translation>
    </message>
    <message>
        <source>This version is no longer kept.</source>
        <translation>このバージョンはもう残っていません。</translation>
    </message>
    <message>
        <source>{name} is open in another window of ftdesk.</source>
        <translation>「{name}」はftdeskの別のウィンドウで開かれています。</translation>
    </message>
</context>
<context>
    <name>_ChangePainter</name>
    <message>
        <source>Line {line}</source>
        <translation>{line}行目</translation>
    </message>
</context>
<context>
    <name>_Editor</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>メッセージのテキスト</translation>
    </message>
</context>
<context>
    <name>_Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>_OtherPart</name>
    <message>
        <source>Unknown part</source>
        <translation>不明な部分</translation>
    </message>
</context>
</TS>
