"""Names of people from many places; all invented by combination."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Culture:
    """Given and family names that go together, and how many people carry them."""

    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    # Whole names in their own script; a few people write themselves so.
    own_script: tuple[str, ...] = ()
    is_double_barrelled: bool = False


def split_words(text):
    return tuple(text.split())


CULTURES = (
    Culture(
        14,
        split_words(
            "Alice Amelia Ben Charlotte Daniel Eleanor Emily Fiona George Grace Hannah"
            " Harriet Isobel Jack James Katherine Liam Lucy Matthew Megan Niamh Oliver"
            " Owen Rhys Rosie Samuel Siân Sophie Thomas William"
        ),
        split_words(
            "Ashworth Bailey Bennett Clarke Davies Ellis Fletcher Gallagher Harding"
            " Hughes Jenkins Kavanagh MacLeod Marsh Murphy O'Brien O'Connor Parry"
            " Pritchard Reid Sinclair Thornton Turner Walsh Whitfield"
        ),
        is_double_barrelled=True,
    ),
    Culture(
        14,
        split_words(
            "Aarav Aditi Ananya Arjun Deepa Divya Gauri Harish Ishaan Kavya Lakshmi"
            " Manoj Meera Neha Nikhil Pooja Priya Rahul Rohan Sanjay Shreya Sunita"
            " Tanvi Varun Vikram"
        ),
        split_words(
            "Agarwal Banerjee Bhat Chatterjee Das Desai Gupta Iyer Joshi Kapoor"
            " Kulkarni Kumar Menon Mukherjee Nair Patel Rao Reddy Sharma Singh"
            " Subramanian Verma"
        ),
        ("अनिता शर्मा", "राहुल वर्मा", "मीरा जोशी", "विक्रम सिंह", "कविता राव"),
    ),
    Culture(
        10,
        split_words(
            "Ana André Beatriz Bruno Carolina Catarina Diogo Filipa Gonçalo Inês João"
            " José Larissa Luís Luísa Mariana Miguel Patrícia Rafael Rita Rui Sofia"
            " Thaís Tomás Vitória"
        ),
        split_words(
            "Almeida Araújo Barbosa Cardoso Carvalho Coelho Conceição Costa Dias"
            " Ferreira Fonseca Gonçalves Magalhães Mendonça Moura Nogueira Oliveira"
            " Pereira Ribeiro Rocha Santos Silva Simões Teixeira"
        ),
        is_double_barrelled=True,
    ),
    Culture(
        9,
        split_words(
            "Anja Björn Clara Dieter Emil Felix Franziska Greta Hannes Ingrid Jan"
            " Jürgen Karin Klaus Lea Lukas Maja Matthias Nele Petra Sabine Sören"
            " Stefan Ulrike Uwe"
        ),
        split_words(
            "Bauer Becker Böhm Dietrich Fischer Groß Hartmann Hoffmann Jäger Keller"
            " Klein Köhler Krüger Lehmann Müller Neumann Schäfer Schröder Schulz"
            " Vogel Weiß Winkler Zimmermann"
        ),
        is_double_barrelled=True,
    ),
    Culture(
        8,
        split_words(
            "Agnieszka Andrzej Bartosz Dorota Ewa Grzegorz Jakub Joanna Kacper"
            " Katarzyna Krzysztof Łukasz Magdalena Małgorzata Marek Michał Monika"
            " Paweł Piotr Tomasz Wojciech Zofia"
        ),
        split_words(
            "Adamczyk Dąbrowska Gajewski Jabłońska Jaworski Kaczmarek Kowalczyk"
            " Kozłowska Król Lewandowski Majewska Nowak Pawlak Piątek Sikora Stępień"
            " Szymańska Walczak Wiśniewska Wójcik Zając Żak"
        ),
    ),
    Culture(
        8,
        split_words(
            "Bo Chen Fang Hao Hui Jia Jing Jun Lan Lei Li Mei Min Ning Qi Rui Shan"
            " Ting Wei Xiaoyu Xin Yan Yi Yuxuan Zhen"
        ),
        split_words(
            "Cai Chen Deng Feng Gao Guo He Huang Jiang Lin Liu Lü Ma Qian Shen Song"
            " Sun Tang Wang Wu Xu Yang Zhang Zhao Zhou"
        ),
        ("王秀英", "李伟", "张敏", "刘洋", "陈静"),
    ),
    Culture(
        8,
        split_words(
            "Aaliyah Brandon Brittany Caleb Dominique Ethan Jasmine Jordan Kayla"
            " Logan Madison Marcus Nathaniel Olivia Rachel Savannah Taylor Tyrone"
            " Victoria Zachary"
        ),
        split_words(
            "Anderson Brooks Carter Coleman Foster Freeman Garcia Hayes Howard"
            " Jefferson Johnson Kowalski Martinez Mitchell Ramirez Robinson"
            " Sullivan Washington Williams"
        ),
    ),
    Culture(
        7,
        split_words(
            "Achieng Amina Baraka Chidi Chiamaka Emeka Faith Folake Grace Ifeoma"
            " Jelani Kamau Kwame Makena Mwangi Ngozi Njeri Nkechi Oluwaseun Otieno"
            " Simisola Tendai Wanjiru Zainab Zoë"
        ),
        split_words(
            "Achebe Adebayo Adeyemi Balogun Chukwu Diallo Eze Kamau Kariuki Kiplagat"
            " Mensah Mutua Mwangi Ndiaye Njoroge Nwosu Ochieng Odhiambo Okafor"
            " Okonkwo Wambui Wekesa"
        ),
    ),
    Culture(
        6,
        split_words(
            "Ahmed Amal Amira Dalia Fatima Hadi Hassan Huda Ibrahim Karim Khalid"
            " Layla Mariam Mohammed Nadia Noor Omar Rania Salma Samir Tariq Yasmin"
            " Youssef Zaynab"
        ),
        split_words(
            "Abdallah Al-Amin Al-Fassi Al-Khatib Al-Rashid Bakri Barakat Benali"
            " El-Masri Farouk Haddad Hamdan Hariri Khoury Mansour Nasser Qasim"
            " Saleh Sayegh Tahan Zidane"
        ),
        ("ليلى حداد", "عمر الفاسي", "سلمى منصور", "يوسف خوري", "نادية صالح"),
    ),
    Culture(
        5,
        split_words(
            "Alexei Anastasia Andriy Dmitri Ekaterina Elena Galina Igor Irina Ivan"
            " Kateryna Ksenia Maksym Mikhail Natalia Oksana Olga Pavel Sergei"
            " Svitlana Taras Tatiana Yulia"
        ),
        split_words(
            "Bondarenko Dimitrov Fedorenko Georgieva Ivanova Kovalenko Kravchenko"
            " Kuznetsov Lebedeva Marchenko Morozov Orlov Petrova Popov Shevchenko"
            " Sokolova Todorova Volkov Zaytseva"
        ),
        ("Олена Шевченко", "Анна Петрова", "Иван Соколов", "Тарас Коваленко"),
    ),
    Culture(
        5,
        split_words(
            "Astrid Axel Eero Elin Freja Håkon Ida Jonas Kaisa Lars Linnéa Magnus"
            " Mikkel Oskar Pekka Saga Signe Sigrún Søren Tuomas Tove Ylva Åsa"
        ),
        split_words(
            "Andersson Bergström Christensen Eriksen Guðmundsdóttir Hansen Heikkinen"
            " Holmberg Jørgensen Korhonen Lindqvist Løvenskiold Nielsen Nyström"
            " Sjöberg Solberg Sørensen Virtanen Øverland"
        ),
    ),
    Culture(
        5,
        split_words(
            "Alejandro Begoña Camila Carmen Elena Francisco Giulia Iñigo Javier Jimena"
            " Lorenzo Lucía Luca Martina Matteo Nicolás Núria Pablo Raúl Sofía"
            " Valentina Ximena Álvaro"
        ),
        split_words(
            "Bianchi Castillo Conti Díaz Domínguez Fernández Gómez Gutiérrez Herrera"
            " Ibáñez Jiménez Marino Martínez Moreno Muñoz Núñez Peña Ricci Rossi"
            " Ruiz Vásquez"
        ),
        is_double_barrelled=True,
    ),
    Culture(
        4,
        split_words(
            "Camille Chloé Élodie Étienne François Gaëlle Hélène Hugo Inès Jean-Luc"
            " Jérôme Léa Louis Maëlle Marie-Claire Mathieu Noémie Rémi Théo Zoé"
        ),
        split_words(
            "Bélanger Bernard Blanchard Côté Desjardins Dubois Dupré Fontaine Gagnon"
            " Lambert Lefèvre Legrand Marchand Mercier Moreau Perrin Renault Tremblay"
        ),
        is_double_barrelled=True,
    ),
    Culture(
        4,
        split_words(
            "Aiko Daichi Haruka Hiroshi Kenji Mai Naoki Sakura Takumi Yuki Ji-woo"
            " Min-jun Seo-yeon Hyun-woo Eun-ji Linh Minh Thuý Quân Hương"
        ),
        split_words(
            "Fujimoto Hayashi Ishikawa Kobayashi Matsuda Nakamura Saitō Tanaka"
            " Yamamoto Choi Jung Kim Park Đặng Hoàng Lê Nguyễn Phạm Trần"
        ),
        ("佐藤 健", "김서연", "田中 美咲"),
    ),
    Culture(
        3,
        split_words(
            "Ayşe Burak Cem Çiğdem Deniz Elif Emre Gökhan İpek Kerem Leyla Mehmet"
            " Özge Selin Şebnem Tolga Yusuf"
        ),
        split_words(
            "Aksoy Arslan Aydın Çelik Demir Doğan Erdoğdu Güneş Kaya Koç Öztürk"
            " Şahin Türkmen Yıldız Yılmaz"
        ),
    ),
    Culture(
        2,
        split_words("Aroha Hemi Kahu Leilani Mele Sione Tama Tāne Wiremu Anahera"),
        split_words("Faleolo Hohepa Kahananui Ngata Paki Parata Tuilagi Walker Wētere"),
    ),
)
