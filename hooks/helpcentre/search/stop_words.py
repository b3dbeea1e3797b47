"""Words that hold a question together and say nothing of what it is about, by language.

A search leaves them out where other words remain. Words that tell what readers want are none of them: why, when and how
long, not and without, again and new.
"""

from __future__ import annotations

_WORDS = {
    "ar": """
        أنا أنت نحن هو هي هم هذا هذه ذلك تلك الذي التي هل ما ماذا من في على إلى الى عن مع أو و ثم أن إن إذا اذا لو كان
        كانت
        يكون كيف ايش شو وش اللي لي لك له بي عندي علي عليّ تم يتم يمكن يمكنني ممكن أستطيع استطيع اقدر أقدر أريد اريد ابغى
        بدي أفعل افعل اعمل أعمل اسوي يجب لازم قد فقط أي اي استخدام استخدم
        """,
    "de": """
        ich du er sie es wir ihr man mich mir dich dir ihn ihm uns euch mein meine meinem meinen meiner meines dein
        deine
        deinem deinen deiner sein seine seinen unser unsere unseren ihre ihren der die das den dem des ein eine einen
        einem
        einer eines dieser diese dieses diesen diesem bin bist ist sind war waren wird werden wurde wurden worden werde
        würde hab habe hast hat haben hatte hätte kann kannst können könnte konnte darf dürfen muss müssen soll sollen
        sollte will wollen möchte tun tue tut mach mache machen macht gibt geht gehen und oder aber wenn falls dass
        damit
        ob als wie was wer wo welche welcher welches denn doch mal nur auch schon noch jetzt hier da dann so einfach
        bitte
        eigentlich überhaupt zu zum zur im in ins am an auf aus bei beim mit von vom für über um nach durch dafür
        dagegen nehmen nimm benutzen benutze nutzen
        """,
    "en": """
        i me my mine myself you your he she it its we us our they them their this that these those a an the am is are
        was
        were be been being im ive id do does did done doing have has had having can could may might must shall should
        will
        would let get gets got getting want need and or but if when than then as at by for from in into of on to with
        about
        how what whats which who where there here so just please really actually any some use using take
        """,
    "es": """
        yo tú él ella nosotros vosotros ustedes me te se le lo la los las les nos un una unos unas el de del al a y o u
        pero
        si que qué cómo cuál quién dónde cuando es está están estoy son soy ser estar fue fui era ha he han hemos haber
        hay
        hago hace hacer puedo puede pueden podemos poder podría debo debe tengo tiene tener quiero quiere mi mis tu tus
        su
        sus nuestro nuestra este esta esto estos estas ese esa eso en con para por como ya muy también solo favor usar
        """,
    "fr": """
        je j tu il elle on nous vous ils elles me m te t se s moi toi le la les l un une des du de d ce c cet cette ces
        ça
        cela mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs suis es est sommes êtes sont était être ai
        as a
        avons avez ont avoir été fais fait faire faites peux peut pouvez pouvons pouvoir puis dois doit devez veux veut
        voudrais faut vais va et ou où mais si que qu qui quoi quel quelle quels quelles comment estce à au aux en dans
        sur
        pour par avec chez y dont alors donc aussi juste n ne merci utiliser prendre
        """,
    "it": """
        io tu lui lei noi voi loro mi ti si ci vi me te lo la li le gli l un una uno il i del dello della dei degli
        delle
        al allo alla ai alle dal dalla nel nella sul sulla d di a da in con su per tra fra e ed o ma se che cosa cos
        chi come
        dove quando quale quali è sono sei siamo era ero essere stato stata stati ho hai ha abbiamo hanno avere faccio
        fa
        fare farmi fai posso puoi può possiamo possono potere devo deve dovrei dovere voglio vorrei mio mia miei mie
        tuo tua
        suo sua nostro nostra questo questa questi queste quello quella ne anche solo già c usare prendere
        """,
    "nl": """
        ik jij je u hij zij ze het we wij jullie me mij mijn jou jouw uw zijn haar ons onze hun de een dit dat deze die
        ben
        bent is was waren word wordt worden werd geworden heb hebt heeft hebben had kan kun kunt kunnen kon mag mogen
        moet
        moeten zal zou zullen wil willen doe doet doen gaat gaan laat maak maken en of maar als dan hoe wat wie waar
        welke
        er hier daar nu nog al ook even gewoon zomaar toch om te ten ter in op aan uit bij met van voor over naar door
        tot gebruiken nemen
        """,
    "pl": """
        ja ty on ona my wy oni mnie mi mną ci ciebie cię go jej ich mu nas nam się siebie mój moja moje mojego mojej
        moim
        moich mojemu swój swoje swojego swoją swojej twój twoje nasz nasze ten ta to te tego tej tym tych jest są był
        była
        było być będzie jestem zostać został została zostało zostałem zostałam mam ma mają mieć mogę może możemy mogą
        można
        muszę trzeba chcę i a oraz lub albo ale jeśli jeżeli gdy kiedy czy jak co kto gdzie jaki jaka jakie który która
        że
        żeby aby w we z ze na do od po przy o u za dla przez już tylko też tu tam robić zrobić używać użyć wziąć
        """,
    "pt": """
        eu tu ele ela nós vós vocês você me te se lhe nos o a os as um uma uns umas de do da dos das ao à aos às no na
        nos
        nas num numa em com para pra por pelo pela e ou mas se que quê como qual quais quem onde quando é está estão
        estou
        são sou ser estar foi fui era foram tem tenho ter há faço faz fazer posso pode podemos podem poder poderia devo
        deve
        quero quer meu minha meus minhas teu tua seu sua seus suas nosso nossa este esta isto esse essa isso já também
        só
        favor usar pegar
        """,
    "tr": """
        ben sen o biz siz onlar bana sana beni benim seni senin bizim bize sizin bu şu bunu şunu bunun bir ve veya ya
        da de
        ile için gibi ama fakat eğer ise diye mi mı mu mü miyim mıyım muyum müyüm miyiz mıyız misiniz mısınız olur
        olurum
        oldu olmuş olacak olabilir olmak var ne nasıl kim nerede hangi acaba lütfen sadece artık şimdi ki yap yapmalıyım
        yapmalı yapmam yapabilirim yapabiliriz yapacağım yaparım yapayım yapılır yapmak yapıyor lazım gerek gerekir
        gerekiyor istiyorum eder ediyor ediyorum etmek etme etti ettim alsam almak alayım alabilir kullanabilir
        kullanmak
        """,
    "uk": """
        я ти він вона воно ми ви вони мене мені мною тебе тобі його йому її нас нам вам вас себе мій моя моє мої мого
        моєї
        моєму мою моїх свій своє свого свою наш наше цей ця це ці цього той та те ті є був була було були бути буде маю
        має
        можу може можемо можуть можна треба потрібно хочу і й або чи але якщо коли як що хто де який яка яке які щоб у
        в з
        із зі на до від по при про для через вже тільки лише теж тут там робити зробити роблю використовувати взяти
        """,
    "zh": """
        我 你 您 他 她 它 我们 你们 您们 他们 我的 你的 您的 的 了 吗 呢 吧 啊 是 是不是 有 有没有 在 和 与 或 就 都
        也 还 才 又
        要 会 能 能不能 可以 可不可以 想 应该 该 怎么 怎样 如何 怎么办 怎么样 什么 哪个 哪里 哪儿 谁
        这 那 这个 那个 把 被 给 对 如果 请
        请问 做 做才 一个 个 用 使用
        """,
}


def function_words(code: str) -> frozenset[str]:
    """Return the function words of the language ``code``, none of a language that is not known."""
    return frozenset(_WORDS.get(code.partition("-")[0], "").split())
